import { expect, test } from "vitest";
import { configSchema } from "../../src/model/config.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { catalogOf, inWords } from "./in-words.ts";
import { tableRule } from "./table-rules.ts";

const RULE = "type-jsonb-justified";

test("JSON fails until a decision justifies it, below domains and in arrays too", async () => {
  const sql = "CREATE DOMAIN doc AS jsonb; CREATE TABLE t (a jsonb, b json, c doc, d jsonb[])";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.a: Column a is jsonb.",
    "fail t.b: Column b is json.",
    "fail t.c: Column c is public.doc, a domain over jsonb.",
    "fail t.d: Column d is jsonb[].",
  ]);
});

test("other types and columns that are inherited are no subject", async () => {
  const sql = "CREATE TABLE base (a jsonb); CREATE TABLE derived (b text, c xml) INHERITS (base)";
  expect(await inWords(sql, RULE)).toEqual(["fail base.a: Column a is jsonb."]);
});

test("a decision justifies it", async () => {
  const sql = `CREATE TABLE t (id int PRIMARY KEY, a jsonb);
    COMMENT ON COLUMN t.a IS 'As received.\n@justify ${RULE}: the sender owns the schema'`.replace("'As", "E'As");
  const scorecard = buildScorecard(await catalogOf(sql), {
    rules: [tableRule(RULE)],
    config: configSchema.parse({}),
    decisions: [],
    attestations: [],
    asOf: null,
  });
  expect(scorecard.findings.map((finding) => [finding.verdict, finding.fingerprint])).toEqual([
    ["justified", `${RULE}|public.t|column:a`],
  ]);
});
