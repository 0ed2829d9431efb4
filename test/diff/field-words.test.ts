import { expect, test } from "vitest";
import { fieldWords } from "../../src/diff/field-words.ts";
import type { FieldValue } from "../../src/model/change.ts";

const said = (field: string, before: FieldValue, after: FieldValue): string => {
  const words = fieldWords({ field, before, after });
  return `${words.label === null ? "" : `${words.label} `}${words.before} → ${words.after}`;
};

test("a field is said by its name and values, a flag as an adjective", () => {
  expect([
    said("type", "integer", "bigint"),
    said("default", null, "'sad'::public.mood"),
    said("references.onDelete", "no action", "cascade"),
    said("references.relation", "users", "people"),
    said("identity.generation", "always", "by default"),
    said("partitionKey.columns", ["a", null], []),
    said("statisticsTarget", null, 500),
    said("collation", null, { schema: "pg_catalog", name: "C" }),
    said("inherits", [{ schema: "app", name: "My parent" }], []),
    said("nullable", true, false),
    said("rowSecurity.forced", false, true),
    said("securityDefiner", false, true),
    said("constraint.deferrable", true, false),
    said("enabled", "origin", "disabled"),
    said("persistence", "permanent", "unlogged"),
  ]).toEqual([
    "type integer → bigint",
    "default none → 'sad'::public.mood",
    "on delete no action → cascade",
    "referenced table users → people",
    "generation always → by default",
    "partition key columns a, none → none",
    "statistics target none → 500",
    'collation none → pg_catalog."C"',
    'inherits app."My parent" → none',
    "nullable → not null",
    "free of row security for its owner → under row security for its owner too",
    "not security definer → security definer",
    "deferrable → not deferrable",
    "enabled → disabled",
    "permanent → unlogged",
  ]);
});

test("SQL is said as it is, and a structure has no words", () => {
  expect(fieldWords({ field: "definition", before: "SELECT\n1", after: [{ column: "a" }] })).toEqual({
    label: "definition",
    before: "SELECT\n1",
    after: null,
  });
});
