import { describe, expect, test } from "vitest";
import { buildRemedy } from "../../src/model/remedy.ts";
import type { RemedyAction } from "../../src/model/remedy-action.ts";
import { formatAction } from "../../src/model/remedy-sql.ts";

const ON = { schema: "Depot", table: "order" };

describe("the SQL of an action", () => {
  test.each<[string, RemedyAction]>([
    [
      'CREATE UNIQUE INDEX CONCURRENTLY uq_o ON "Depot"."order" USING hash ("Code", b)',
      {
        kind: "create index",
        ...ON,
        name: "uq_o",
        unique: true,
        method: "hash",
        columns: ["Code", "b"],
        concurrently: true,
      },
    ],
    ['DROP INDEX "Depot".i', { kind: "drop index", ...ON, name: "i", concurrently: false }],
    [
      'ALTER TABLE "Depot"."order" RENAME CONSTRAINT a TO "select"',
      { kind: "rename constraint", ...ON, name: "a", to: "select" },
    ],
    [
      'ALTER TABLE "Depot"."order" ADD CONSTRAINT c CHECK (a > 0) NOT VALID',
      { kind: "add constraint", ...ON, name: "c", constraint: "check", definition: "CHECK (a > 0)" },
    ],
    [
      'ALTER TABLE "Depot"."order" ALTER COLUMN up DROP DEFAULT, ALTER COLUMN up TYPE boolean USING up <> 0, ALTER COLUMN up SET DEFAULT true',
      { kind: "set type", ...ON, column: "up", type: "boolean", using: "up <> 0", default: "true", rewrites: "table" },
    ],
    [
      'REVOKE INSERT, UPDATE ("To") ON "Depot"."order" FROM PUBLIC',
      { kind: "revoke from public", privileges: ["INSERT", 'UPDATE ("To")'], ...ON },
    ],
    [
      "REVOKE CREATE ON SCHEMA app FROM PUBLIC",
      { kind: "revoke from public", privileges: ["CREATE"], schema: "app", table: null },
    ],
    [
      "ALTER DEFAULT PRIVILEGES FOR ROLE ada IN SCHEMA app REVOKE INSERT ON TABLES FROM PUBLIC",
      { kind: "revoke default from public", role: "ada", schema: "app", objects: "tables", privileges: ["INSERT"] },
    ],
    [
      "ALTER ROLE app NOCREATEDB NOBYPASSRLS",
      { kind: "take role attributes", role: "app", attributes: ["CREATEDB", "BYPASSRLS"] },
    ],
    ["ALTER EXTENSION citext UPDATE TO '1.8'", { kind: "update extension", name: "citext", version: "1.8" }],
  ])("%s", (sql, action) => {
    expect(formatAction(action)).toBe(sql);
  });
});

test("a remedy tells each lock once, in the order in which they are taken, and what else to know", () => {
  const key = { ...ON, name: "k" };
  expect(
    buildRemedy(
      [
        { kind: "add constraint", ...key, constraint: "check", definition: "CHECK (a IS NOT NULL)" },
        { kind: "validate constraint", ...key },
        { kind: "set not null", ...ON, column: "a" },
        { kind: "drop constraint", ...key },
      ],
      "It fails while a row holds NULL.",
    ).lock,
  ).toBe(
    "ACCESS EXCLUSIVE on the table for a moment. Then SHARE UPDATE EXCLUSIVE while all rows are checked: reads and writes go on. It fails while a row holds NULL.",
  );
});
