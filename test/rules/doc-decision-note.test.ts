import { expect, test } from "vitest";
import { buildScorecard } from "../../src/score/index.ts";
import { aCatalog, aColumn, aConfig, aTable } from "../support/catalog.ts";
import { contextOf } from "./context.ts";
import { tableRule } from "./table-rules.ts";

const rule = tableRule("doc-decision-note");
const decision = {
  carrier: "note",
  place: "payloads",
  rule: "type-jsonb-justified",
  subject: "public.events.payload",
  kind: "justified",
  reason: "The provider owns its form",
  owner: null,
  reviewBy: null,
  date: "2026-01-01",
} as const;
const relations = [
  aTable("countries", { comment: "Countries.\n@justify pk-surrogate: ISO codes are stable and public" }),
  aTable("events", { columns: [aColumn("payload", "jsonb")] }),
  aTable("keys", { columns: [aColumn("scopes", "text[]")] }),
  aTable("legacy", { comment: "Old.\n@waive name-table-plural until 2027-01-01: the feed names it" }),
  aTable("users"),
];
const config = aConfig({
  waivers: [
    {
      rule: "type-array-justified",
      subjects: ["public.keys.*"],
      kind: "justified",
      reason: "Scopes are read together",
    },
  ],
});

function verdicts(noted: readonly string[]): string[] {
  const input = { rules: [rule], config, decisions: [decision], attestations: [], asOf: "2026-11-23", noted };
  const { relations: judged } = buildScorecard(aCatalog({ relations }), input);
  return judged.map(({ name, results }) => `${results[0]?.verdict} ${name}`);
}

test("a table that takes an exception is told of in a note, whoever wrote the exception down", () => {
  expect(verdicts([])).toEqual(["fail countries", "pass events", "fail keys", "n.a. legacy", "n.a. users"]);
  expect(verdicts(["public.countries", "public.keys", "public.users"])).toEqual([
    "pass countries",
    "pass events",
    "pass keys",
    "n.a. legacy",
    "n.a. users",
  ]);
});

test("it says which table, and counts for nothing", () => {
  const [table] = relations as [(typeof relations)[number]];
  const context = contextOf(aCatalog({ relations }), rule, { justified: new Set(["public.countries"]) });
  expect(rule.judge(table, table, context)).toEqual({
    verdict: "fail",
    message: ["Table ", { code: "countries" }, " takes an exception, and no design note tells the argument."],
    noRemedy: "only somebody who knows the reason can write it",
  });
  expect(rule.severity).toBe("info");
});
