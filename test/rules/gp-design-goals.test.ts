import { expect, test } from "vitest";
import { fail } from "../../src/model/own-rule.ts";
import { notAssessed, pass, type Rule } from "../../src/model/rule.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aCatalog, aConfig, aTable } from "../support/catalog.ts";
import { anAttestedRule, aProjectRule, aRule, aRuleSaying } from "../support/fake-rules.ts";
import { projectRule } from "./table-rules.ts";

const rule = projectRule("gp-design-goals");
const NONE = { pass: 0, fail: 0, excused: 0, notAssessed: 0, notApplicable: 0 };
const NO_POINTS = { pass: 0, fail: 0, excused: 0, unassessed: 0 };

/** What the scorecard says of the rule beside others, and the scorecard. */
function summed(others: readonly Rule[]) {
  const relations = [aTable("crates"), aTable("wagons")];
  const decision = { carrier: "note", place: "a-note", owner: null, date: null } as const;
  const scorecard = buildScorecard(aCatalog({ relations }), {
    rules: [rule, ...others],
    config: aConfig(),
    decisions: [
      {
        ...decision,
        rule: "waived",
        subject: "public.crates",
        kind: "waived",
        reason: "the scale reads nothing else",
        reviewBy: "2027-01-01",
      },
    ],
    attestations: [],
    asOf: "2026-11-23",
  });
  return { scorecard, result: scorecard.project.find((each) => each.rule === rule.id) };
}

test("it says what was met in each of the sections 2 to 5, of tables and of the project, by their weights", () => {
  const others = [
    aRule("met", { statement: "2.4", severity: "critical" }),
    aRuleSaying("failed", fail(["No."]), { statement: "2.10", severity: "low" }),
    aProjectRule("failed-once", { statement: "2.1", severity: "high", score: "none", judge: () => fail(["No."]) }),
    aRule("met-once", { statement: "3.1", judge: (_, { name }) => (name === "crates" ? pass : fail(["No."])) }),
    aRuleSaying("unknown", notAssessed(["nobody knows"]), { statement: "4.1" }),
    aRule("idle", { statement: "4.2", find: () => [] }),
    aRuleSaying("waived", fail(["No."]), {
      statement: "5.1",
      find: (table) => (table.name === "crates" ? [table] : []),
    }),
    aRule("indexed", { statement: "5.2" }),
  ];
  expect(summed(others).result).toEqual({
    rule: "gp-design-goals",
    verdict: "n.a.",
    // 20 of 20 + 2 + 6 points, 3 of 6, none, 6 of 6.
    reason: ["points met: schema and tables 71%, naming 50%, types and constraints not assessed, indexing 100%"],
    subjects: NONE,
  });
});

test("it leaves out other sections, what is not the guide's, and sections without a rule in force", () => {
  const others = [
    aRuleSaying("failed", fail(["No."]), { statement: "3.1" }),
    aRule("extended", { statement: "2.1", profile: "extended" }),
    aRule("own", { statement: "own", profile: "own" }),
    aRule("secured", { statement: "7.1" }),
    anAttestedRule("backed-up", { statement: "8.1" }),
  ];
  expect(summed(others).result?.reason).toEqual(["points met: naming 0%"]);
  expect(summed([]).result?.reason).toEqual(["no rule of sections 2 to 5 is in force"]);
});

test("it has no finding and no points, whatever the others say", () => {
  const { scorecard } = summed([aRuleSaying("failed", fail(["No."]), { statement: "2.1", score: "none" })]);
  const { tables, migrations, operations } = scorecard.scores;
  expect([tables.points, migrations.points, operations.points]).toEqual([NO_POINTS, NO_POINTS, NO_POINTS]);
  expect(scorecard.findings.filter((finding) => finding.rule === rule.id)).toEqual([]);
});

test("nobody can waive or attest it", () => {
  const { waivers, findings } = buildScorecard(aCatalog({}), {
    rules: [rule],
    config: aConfig(),
    decisions: [
      {
        ...{ carrier: "note", place: "a-note", rule: rule.id, subject: "project", kind: "waived" },
        ...{ reason: "we have other goals", owner: null, reviewBy: "2027-01-01", date: null },
      } as const,
    ],
    attestations: [
      { carrier: "note", place: "a-note", rule: rule.id, on: "2026-11-01", by: "a.person", evidence: null },
    ],
    asOf: "2026-11-23",
  });
  expect(waivers.map(({ kind, state }) => [kind, state])).toEqual([
    ["attested", "invalid"],
    ["waived", "invalid"],
  ]);
  expect(
    findings.map((finding) => [
      finding.rule,
      finding.message.map((part) => (typeof part === "string" ? part : part.code)).join(""),
    ]),
  ).toEqual([
    [
      "waiver-invalid",
      "The attestation of gp-design-goals in the design note a-note vouches for a rule that is read from the rules and cannot be attested.",
    ],
    [
      "waiver-no-subject",
      "The waiver of gp-design-goals on project in the design note a-note names nothing that the rule judges.",
    ],
  ]);
});
