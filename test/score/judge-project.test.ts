import { describe, expect, test } from "vitest";
import type { Attestation, Decision } from "../../src/model/decision.ts";
import { fail } from "../../src/model/own-rule.ts";
import { type Judgement, notAssessed, pass } from "../../src/model/rule.ts";
import type { FindingSubject } from "../../src/model/scorecard.ts";
import { computeGains } from "../../src/score/gains.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aCatalog, aConfig } from "../support/catalog.ts";
import { aProjectRule } from "../support/fake-rules.ts";

const role = (name: string): FindingSubject => ({ schema: null, relation: null, kind: "role", name });
const APP_F: FindingSubject = { schema: "app", relation: null, kind: "function", name: "f(integer)" };
const FAULT = fail(["It does not hold."]);
const HIDDEN = notAssessed(["the role may not see it"]);

/** A rule of the given subjects with what it says of each, on 2026-06-01. */
function judged(
  said: [FindingSubject, Judgement][],
  given: { validity?: number; decisions?: Decision[]; attestations?: Attestation[]; waivers?: string[] } = {},
) {
  const rule = aProjectRule("guarded", {
    severity: "high",
    validity: given.validity ?? null,
    find: () => said.map(([subject]) => subject),
    judge: (subject) => said.find(([each]) => each === subject)?.[1] ?? pass,
  });
  const waivers = (given.waivers ?? []).map((subject) => ({
    rule: "guarded",
    subjects: [subject],
    reason: "the old billing needs it until it is gone",
    reviewBy: "2026-12-31",
  }));
  return buildScorecard(aCatalog(), {
    rules: [rule],
    config: aConfig({ waivers }),
    decisions: given.decisions ?? [],
    attestations: given.attestations ?? [],
    asOf: "2026-06-01",
  });
}

function aWaiver(subject: string): Decision {
  return {
    carrier: "note",
    place: "roles",
    rule: "guarded",
    subject,
    kind: "waived",
    reason: "the old billing needs it until it is gone",
    owner: "data",
    reviewBy: "2026-12-31",
    date: "2026-01-01",
  };
}

const word = (on: string): Attestation => ({
  carrier: "note",
  place: "roles",
  rule: "guarded",
  on,
  by: "a.person",
  evidence: null,
});

describe("a rule about the project", () => {
  test("fails where one subject fails, with the subject's own fingerprint and waiver key", () => {
    const { project, findings, scores } = judged([
      [role("app"), FAULT],
      [role("Ops Team"), FAULT],
      [APP_F, FAULT],
      [role("reader"), pass],
    ]);
    expect(project).toEqual([
      {
        rule: "guarded",
        verdict: "fail",
        reason: null,
        subjects: { pass: 1, fail: 3, excused: 0, notAssessed: 0, notApplicable: 0 },
      },
    ]);
    expect(findings.map(({ fingerprint, waiverKey }) => ({ fingerprint, waiverKey }))).toEqual([
      { fingerprint: 'guarded|app|function:"f(integer)"', waiverKey: 'app."f(integer)"' },
      { fingerprint: 'guarded||role:"Ops Team"', waiverKey: 'role "Ops Team"' },
      { fingerprint: "guarded||role:app", waiverKey: "role app" },
    ]);
    expect(scores.operations.points).toEqual({ pass: 0, fail: 6, excused: 0, unassessed: 0 });
  });

  test("is not assessed where one subject is, however many pass", () => {
    const { project } = judged([
      [role("app"), pass],
      [role("ops"), HIDDEN],
    ]);
    expect(project.map(({ verdict, reason }) => ({ verdict, reason }))).toEqual([
      { verdict: "not assessed", reason: ["the role may not see it"] },
    ]);
  });

  test("has nothing to judge where there is no subject", () => {
    expect(judged([]).project.map(({ verdict, reason }) => ({ verdict, reason }))).toEqual([
      { verdict: "n.a.", reason: ["no columns"] },
    ]);
  });

  test.each([
    ["role app", "the key that the finding prints"],
    ["role *", "a pattern"],
  ])("is excused by a waiver of %s, %s", (subject) => {
    const given = subject.includes("*") ? { waivers: [subject] } : { decisions: [aWaiver(subject)] };
    const { project, findings, waivers } = judged([[role("app"), FAULT]], given);
    expect({
      verdicts: [...project, ...findings].map(({ verdict }) => verdict),
      states: waivers.map(({ state }) => state),
    }).toEqual({ verdicts: ["waived", "waived"], states: ["active"] });
  });

  test("is excused for a function by its quoted name", () => {
    const { project } = judged([[APP_F, FAULT]], { decisions: [aWaiver('app."f(integer)"')] });
    expect(project.map(({ verdict }) => verdict)).toEqual(["waived"]);
  });

  test("tells a column that is called like its table from the table", () => {
    const named = (kind: string): FindingSubject => ({ schema: "app", relation: "log", kind, name: "log" });
    const { findings } = judged([
      [named("column"), FAULT],
      [named("view"), FAULT],
    ]);
    expect(findings.map(({ waiverKey }) => waiverKey)).toEqual(["app.log.log", "app.log"]);
  });

  test("does not take a waiver of what it does not judge", () => {
    const { findings, waivers } = judged([[role("app"), FAULT]], { decisions: [aWaiver("role ap")] });
    expect({ rules: findings.map(({ rule }) => rule), states: waivers.map(({ state }) => state) }).toEqual({
      rules: ["guarded", "waiver-no-subject"],
      states: ["invalid"],
    });
  });
});

describe("an attestation", () => {
  const attested = (said: Judgement, on: string, validity = 90) =>
    judged([[role("app"), said]], { validity, attestations: [word(on)] });

  test.each([
    ["settles what the evidence leaves open", HIDDEN, "2026-05-01", "attested"],
    ["is stale past its days", HIDDEN, "2026-01-01", "stale"],
    ["is not asked where the evidence passes", pass, "2026-05-01", "pass"],
    ["does not stand against evidence that fails", FAULT, "2026-05-01", "fail"],
  ] as const)("%s", (_, said, on, verdict) => {
    expect(attested(said, on).project.map((result) => result.verdict)).toEqual([verdict]);
  });

  test("of a rule that nobody's word can meet is a fault", () => {
    const { project, findings } = judged([[role("app"), HIDDEN]], { attestations: [word("2026-05-01")] });
    expect([...project.map(({ verdict }) => verdict), ...findings.map(({ rule }) => rule)]).toEqual([
      "not assessed",
      "waiver-invalid",
    ]);
  });
});

test("mending what fails gives its points only where all the rest was looked at", () => {
  const rises = (other: Judgement) =>
    computeGains(
      judged([
        [role("app"), FAULT],
        [role("ops"), other],
      ]),
    ).map(({ rule, points, rise }) => ({ rule, points, rise: rise.numerator / rise.denominator }));
  expect({ whole: rises(pass), part: rises(HIDDEN) }).toEqual({
    whole: [{ rule: "guarded", points: 6, rise: 100 }],
    part: [],
  });
});

test("what the config excludes vanishes from rules about the project too", () => {
  const subjects = [
    { schema: "vendor", relation: "v", kind: "view", name: "v" },
    { schema: "vendor", relation: null, kind: "function", name: "f(integer)" },
    { schema: "public", relation: "v", kind: "view", name: "v" },
    { schema: null, relation: null, kind: "role", name: "vendor" },
  ];
  const rule = aProjectRule("seen", { find: () => subjects, judge: () => fail(["No."]) });
  const { findings } = buildScorecard(aCatalog(), {
    rules: [rule],
    config: aConfig({ exclude: ["vendor"] }),
    decisions: [],
    attestations: [],
    asOf: null,
  });
  expect(findings.map(({ subject }) => subject)).toEqual(subjects.slice(2));
});
