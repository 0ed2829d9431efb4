import { expect, test } from "vitest";
import { configSchema } from "../../src/model/config.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { catalogOf, inWords } from "./in-words.ts";
import { tableRule } from "./table-rules.ts";

const RULE = "type-enum-justified";
const TYPE = "CREATE TYPE mood AS ENUM ('sad', 'glad');";

test("enums fail until a decision justifies them, below domains and in arrays too", async () => {
  const sql = `${TYPE} CREATE DOMAIN state_of_mind AS mood; CREATE TABLE t (a mood, b mood[], c state_of_mind, d text)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.a: Column a is public.mood, an enum.",
    "fail t.b: Column b is public.mood[], an array of an enum.",
    "fail t.c: Column c is public.state_of_mind, a domain over public.mood, an enum.",
  ]);
});

test("columns that are inherited are no subject", async () => {
  const sql = `${TYPE} CREATE TABLE base (a mood); CREATE TABLE derived (b text) INHERITS (base)`;
  expect(await inWords(sql, RULE)).toEqual(["fail base.a: Column a is public.mood, an enum."]);
});

test("a decision in the type's comment covers all its columns", async () => {
  const sql = `${TYPE} COMMENT ON TYPE mood IS '@justify ${RULE}: two moods for ever';
    CREATE TABLE t (id int PRIMARY KEY, a mood, b mood[])`;
  const scorecard = buildScorecard(await catalogOf(sql), {
    rules: [tableRule(RULE)],
    config: configSchema.parse({}),
    decisions: [],
    attestations: [],
    asOf: null,
  });
  expect(scorecard.findings.map((finding) => [finding.verdict, finding.subject.name])).toEqual([
    ["justified", "a"],
    ["justified", "b"],
  ]);
});
