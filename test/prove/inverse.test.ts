import { describe, expect, test } from "vitest";
import { openScratch } from "../../introspect/replay/engine/scratch.ts";
import { formatDdl } from "../../src/ddl/index.ts";
import { buildLookup } from "../../src/model/lookup.ts";
import type { RemedyAction } from "../../src/model/remedy-action.ts";
import { formatActions } from "../../src/model/remedy-sql.ts";
import { invertRemedy } from "../../src/prove/inverse.ts";
import { aTable } from "../support/catalog.ts";
import { ofSql, proofWithCatalog } from "./proving.ts";

/** Each kind of remedy that can be taken back, once. */
const SCHEMA = `
  CREATE TABLE hubs (id uuid PRIMARY KEY, name text NOT NULL);
  CREATE TABLE tags (id uuid PRIMARY KEY, name text NOT NULL);
  CREATE TABLE hub_tags (id uuid PRIMARY KEY, hub_id uuid NOT NULL REFERENCES hubs, tag_id uuid NOT NULL REFERENCES tags);
  CREATE TABLE codes (code integer NOT NULL);
  CREATE UNIQUE INDEX codes_code ON codes (code);
  COMMENT ON INDEX codes_code IS 'It''s the only one';
  CREATE TABLE parcels (
    id uuid PRIMARY KEY, hub_id uuid NOT NULL, street text NOT NULL, town text NOT NULL, payload json,
    is_lost boolean DEFAULT false, is_heavy smallint NOT NULL DEFAULT 0, sent_at timestamp NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL, CONSTRAINT light CHECK (street <> ''), UNIQUE (street, town), UNIQUE (town, street));
  CREATE INDEX by_street ON parcels (street);
  COMMENT ON INDEX by_street IS 'For the map';
  ALTER TABLE hubs ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON hubs FOR SELECT USING (name = current_user);
  CREATE VIEW seen AS SELECT id FROM hubs;
  CREATE VIEW shown WITH (security_invoker = false) AS SELECT name FROM hubs;
  CREATE FUNCTION counted(whose text) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET work_mem = '4MB' AS 'SELECT count(*) FROM public.hubs';
  CREATE PROCEDURE "Do it"() LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN END';
  ALTER TABLE parcels ADD CONSTRAINT parcels_hub FOREIGN KEY (hub_id) REFERENCES hubs NOT ENFORCED;`;

test("what undoes the remedies, last first, leaves the schema as it was", async () => {
  const { proof, catalog } = await proofWithCatalog(ofSql(SCHEMA));
  expect(proof.left).toEqual([]);
  const lookup = buildLookup(catalog);
  const steps = proof.proven.map(({ finding }) => {
    const before = lookup.relation(finding.subject.schema ?? "", finding.subject.relation ?? "");
    if (finding.remedy === null) throw new Error("A proven finding has a remedy.");
    return {
      rule: finding.rule,
      up: finding.remedy.sql,
      down: formatActions(invertRemedy(finding.remedy.actions, before) ?? []),
    };
  });
  expect([...new Set(steps.map(({ rule }) => rule))].sort()).toEqual([
    "default-present",
    "fk-validated",
    "function-search-path",
    "index-fk",
    "index-redundant",
    "name-check",
    "name-fk-constraint",
    "name-unique",
    "not-null",
    "pk-required",
    "type-boolean",
    "type-json",
    "type-timestamptz",
    "unique-join-pair",
    "view-security-definer",
  ]);
  const scratch = await openScratch(formatDdl(catalog), { name: "fixture", source: catalog.source });
  try {
    const failures: (string | null)[] = [];
    for (const statement of steps.flatMap(({ up }) => up)) failures.push(await scratch.attempt(statement));
    for (const statement of steps.toReversed().flatMap(({ down }) => down ?? []))
      failures.push(await scratch.attempt(statement));
    expect(failures.filter((failure) => failure !== null)).toEqual([]);
    expect(formatDdl(await scratch.read())).toEqual(formatDdl(catalog));
  } finally {
    await scratch.close();
  }
}, 120_000);

describe("a remedy that cannot be taken back without loss has no inverse", () => {
  const column = { name: "label", type: "character varying(9)" };
  const on = { schema: "app", table: "t" };
  const retype = { kind: "set type", ...on, default: null, rewrites: "table" } as const;
  test.each<RemedyAction>([
    { ...retype, column: "label", type: "text", using: null },
    { ...retype, column: "gone", type: "jsonb", using: "gone::jsonb" },
    { kind: "drop index", ...on, name: "unknown", concurrently: true },
    { kind: "set logged", ...on },
    { kind: "statement", sql: "UPDATE app.t SET label = NULL" },
  ])("$kind", (action) => {
    const before = aTable("t", { schema: "app", columns: [column as never] });
    expect(invertRemedy([action], before)).toBe(null);
  });
});
