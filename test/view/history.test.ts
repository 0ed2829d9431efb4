import { expect, test } from "vitest";
import type { StepCode } from "../../src/model/history.ts";
import { buildChanges } from "../../src/view/parts/history.ts";
import type { Inline } from "../../src/view/text.ts";
import { aStep, catalogOfMigrations } from "../rules/migrations.ts";
import { aCatalog } from "../support/catalog.ts";
import { markdownOf } from "../support/pages.ts";
import { aSmallSite } from "../support/small-site.ts";

/** A line as it is read, code in backticks. */
function toText(inline: Inline): string {
  if (typeof inline === "string") return inline;
  if ("code" in inline) return `\`${inline.code}\``;
  return "sign" in inline ? inline.sign : "?";
}

/** The lines of each step, by its version. */
async function linesOf(...steps: string[]): Promise<Record<string, string[]>> {
  const catalog = await catalogOfMigrations(Object.fromEntries(steps.map((sql, at) => [`${at + 1}_step.sql`, sql])));
  const site = aSmallSite({ catalog });
  return Object.fromEntries(
    catalog.history.map(({ version, changes }) => [
      version,
      buildChanges(site, changes).map(({ parts }) => parts.map((part) => part.map(toText).join("")).join(" ")),
    ]),
  );
}

test("each change of a step is a line, with what it was and what it is", async () => {
  expect(
    await linesOf(
      `CREATE TABLE a (id serial PRIMARY KEY, t text, "My u" text); CREATE SEQUENCE s; CREATE INDEX i ON a (t);
      CREATE TYPE mood AS ENUM ('sad'); CREATE FUNCTION f(n int) RETURNS int LANGUAGE sql AS 'SELECT n';
      CREATE VIEW v AS SELECT t FROM a; COMMENT ON TABLE a IS 'x'`,
      "ALTER TABLE a ADD n int NOT NULL DEFAULT 3, ADD CHECK (n > 0), ADD UNIQUE (n); CREATE POLICY own ON a USING (n = 1)",
      'ALTER TABLE a ALTER "My u" TYPE varchar(9) COLLATE "C", ALTER n DROP NOT NULL, ALTER n SET DEFAULT 4',
      "ALTER SEQUENCE s CACHE 50; ALTER TABLE a ALTER t SET STORAGE EXTERNAL; ALTER TABLE a ALTER t SET STATISTICS 500",
      "ALTER TABLE a REPLICA IDENTITY FULL; GRANT SELECT ON a TO PUBLIC; ALTER TABLE a SET (fillfactor = 70)",
      "ALTER TABLE a ENABLE ROW LEVEL SECURITY; ALTER TYPE mood ADD VALUE 'happy'; COMMENT ON TABLE a IS NULL",
      "ALTER VIEW v RENAME COLUMN t TO word; ALTER TABLE a RENAME t TO w; ALTER TABLE a RENAME TO b",
      "CREATE OR REPLACE VIEW v AS SELECT w AS word FROM b WHERE n > 1 AND id <> 3 AND \"My u\" <> 'a rather long text'",
      "DROP VIEW v; DROP POLICY own ON b; ALTER TABLE b DROP n; DROP FUNCTION f",
    ),
  ).toEqual({
    1: ["+ type `mood` enum sad", "+ sequence `s`", "+ `a` 3 columns", "+ `v`", "+ function `f(n integer)`"],
    2: [
      "+ `a.n` integer NOT NULL DEFAULT 3",
      "+ unique `a_n_key` UNIQUE (n)",
      "+ check `a_n_check` CHECK ((n > 0))",
      "+ policy `own` permissive for all to public using (n = 1)",
    ],
    3: [
      '~ `a."My u"` collation `none` → `pg_catalog."C"`, type `text` → `character varying(9)`',
      "~ `a.n` default `3` → `4`, not null → nullable",
    ],
    4: ["~ sequence `s` cache `1` → `50`", "~ `a.t` statistics target `none` → `500`, storage `none` → `external`"],
    5: [
      "~ `a` replica identity `default` → `full`",
      "+ privilege `select to public on a`",
      "+ option `fillfactor on a` = 70",
    ],
    6: [
      "~ type `mood` values `sad` → `sad, happy`",
      "~ `a` comment `x` → `none`, not under row security → under row security",
    ],
    7: ["~ `a` is now `b`", "~ `t` is now `b.w`", "~ `t` is now `v.word`"],
    8: ["~ `v` another definition"],
    9: ["− `v`", "− `b.n`", "− unique `a_n_key`", "− check `a_n_check`", "− policy `own`", "− function `f(n integer)`"],
  });
});

test("a table keeps its steps through other names and other schemas, and has none of an earlier table", async () => {
  const catalog = await catalogOfMigrations({
    "1_create.sql": "CREATE SCHEMA shop; CREATE TABLE shop.bills (id int); CREATE TABLE shop.others (id int)",
    "2_column.sql": "ALTER TABLE shop.bills ADD note text",
    "3_rename.sql": "ALTER TABLE shop.bills RENAME TO invoices; ALTER SCHEMA shop RENAME TO store",
    "4_comment.sql": "COMMENT ON TABLE store.others IS 'x'",
    "5_anew.sql": "CREATE SCHEMA shop; CREATE TABLE shop.bills (id int)",
    "6_move.sql": "ALTER TABLE store.invoices SET SCHEMA shop; ALTER TABLE store.others RENAME TO rest",
    "7_drop.sql": "ALTER TABLE shop.invoices DROP note",
  });
  const site = aSmallSite({ catalog });
  const steps = catalog.relations.map((relation) => [
    `${relation.schema}.${relation.name}`,
    site.stepsOf(relation).map(({ version }) => version),
  ]);
  expect(Object.fromEntries(steps)).toEqual({
    "shop.bills": ["5"],
    "shop.invoices": ["7", "6", "3", "2", "1"],
    "store.rest": ["6", "4", "1"],
  });
});

test("a step that was written in code says what the code says", () => {
  const code: StepCode = {
    written: "2025-01-27",
    follows: ["a1", "gone"],
    labels: ["billing"],
    dependsOn: [],
    upgrade: { operations: ["add_column", "execute", "execute"], effect: "changes" },
    downgrade: { operations: [], effect: "refuses" },
    irreversible: null,
  };
  const factsOf = (given: Partial<StepCode>) => {
    const history = [aStep("a1", { name: "create orders" }), aStep("b2", { code: { ...code, ...given } })];
    const site = aSmallSite({ catalog: aCatalog({ history }) });
    const lines = markdownOf(site, { page: "migration", version: "b2" }).split("\n");
    return lines.filter((line) => /Written|Branch|Follows|Upgrade|Downgrade/.test(line));
  };
  expect(factsOf({})).toEqual([
    "- Written: 27 Jan 2025",
    "- Branch: billing",
    "- Follows: [a1 create orders](a1.md), `gone`",
    "- Upgrade: `add_column`, `execute` × 2",
    "- Downgrade: refuses to run",
  ]);
  expect(
    factsOf({
      written: null,
      follows: [],
      labels: [],
      upgrade: { operations: [], effect: "changes" },
      downgrade: null,
      irreversible: "the rows are gone",
    }),
  ).toEqual(["- Upgrade: calls no operation of the tool's", "- Downgrade: none: the rows are gone"]);
});
