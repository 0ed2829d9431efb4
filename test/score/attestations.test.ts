import { describe, expect, test } from "vitest";
import type { Attestation } from "../../src/model/decision.ts";
import { addDays, addMonths, isDate } from "../../src/score/calendar.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aCatalog, aConfig } from "../support/catalog.ts";
import { anAttestedRule, aRule } from "../support/fake-rules.ts";

function anAttestation(on: string, given: Partial<Attestation> = {}): Attestation {
  return { carrier: "note", place: `drill-${on}`, rule: "restored", on, by: "a.person", evidence: null, ...given };
}

/** What becomes of the rule `restored` (valid for 90 days), of the attestations, and what is found. */
function judged(attestations: Attestation[], asOf: string | null) {
  const rules = [anAttestedRule("restored", { severity: "critical" }), aRule("keyed")];
  const scorecard = buildScorecard(aCatalog(), { rules, config: aConfig(), decisions: [], attestations, asOf });
  const [result] = scorecard.project;
  return {
    verdict: result?.verdict,
    reason: result?.reason?.map((part) => (typeof part === "string" ? part : part.code)).join(""),
    points: scorecard.scores.operations.points,
    states: scorecard.waivers.map(({ place, until, state }) => [place, until, state]),
    findings: scorecard.findings.map(({ fingerprint, verdict, severity }) => [fingerprint, verdict, severity]),
  };
}

describe("an attested rule", () => {
  test("is attested up to the last day of its validity, and earns its points in operations", () => {
    expect(judged([anAttestation("2026-08-25")], "2026-11-23")).toEqual({
      verdict: "attested",
      reason: "attested by a.person on 2026-08-25",
      points: { pass: 10, fail: 0, excused: 0, unassessed: 0 },
      states: [["drill-2026-08-25", "2026-11-23", "active"]],
      findings: [],
    });
  });

  test("is stale from the day after, a finding that counts", () => {
    expect(judged([anAttestation("2026-08-24")], "2026-11-23T01:00:00Z")).toEqual({
      verdict: "stale",
      reason: "attested by a.person on 2026-08-24, which counted until 2026-11-22",
      points: { pass: 0, fail: 10, excused: 0, unassessed: 0 },
      states: [["drill-2026-08-24", "2026-11-22", "expired"]],
      findings: [["restored||project:project", "stale", "critical"]],
    });
  });

  test("is not assessed without an attestation", () => {
    expect(judged([], "2026-11-23")).toMatchObject({
      verdict: "not assessed",
      reason: "no design note attests it",
      points: { pass: 0, fail: 0, excused: 0, unassessed: 10 },
    });
  });

  test("is not assessed where no date is known, and says so", () => {
    expect(judged([anAttestation("2026-08-25")], null)).toMatchObject({
      verdict: "not assessed",
      reason: "attested by a.person on 2026-08-25; its age is not known, because the catalog carries no date",
      states: [["drill-2026-08-25", "2026-11-23", "active"]],
    });
  });

  test("goes by the newest attestation", () => {
    const three = [anAttestation("2026-01-01"), anAttestation("2026-11-20"), anAttestation("2026-10-01")];
    expect(judged(three, "2026-11-23")).toMatchObject({
      verdict: "attested",
      reason: "attested by a.person on 2026-11-20",
      states: [
        ["drill-2026-01-01", "2026-04-01", "expired"],
        ["drill-2026-10-01", "2026-12-30", "duplicate"],
        ["drill-2026-11-20", "2027-02-18", "active"],
      ],
      findings: [],
    });
  });

  test("is not met by an attestation of a day to come; one day is given for time zones", () => {
    expect(judged([anAttestation("2026-11-24")], "2026-11-23").verdict).toBe("attested");
    expect(judged([anAttestation("2026-11-25")], "2026-11-23")).toMatchObject({
      verdict: "not assessed",
      states: [["drill-2026-11-25", "2027-02-23", "invalid"]],
      findings: [['waiver-invalid||waiver:"restored (note drill-2026-11-25)"', "fail", "medium"]],
    });
  });

  test.each([
    ["of an unknown rule", { rule: "restord" }, "waiver-unknown-rule"],
    ["of a rule that is read from the catalog", { rule: "keyed" }, "waiver-invalid"],
    ["with a date that is none", { on: "2026-02-30" }, "waiver-invalid"],
  ])("is not met by an attestation %s", (_, given, rule) => {
    const { verdict, states, findings } = judged([anAttestation("2026-11-01", given)], "2026-11-23");
    expect([verdict, states[0]?.[2], findings.map(([fingerprint]) => fingerprint?.split("|")[0])]).toEqual([
      "not assessed",
      "invalid",
      [rule],
    ]);
  });
});

describe("the calendar", () => {
  test("adds days and months over the ends of months and years", () => {
    expect([addDays("2024-02-28", 2), addDays("2026-12-31", 1)]).toEqual(["2024-03-01", "2027-01-01"]);
    expect([addMonths("2024-02-29", 24), addMonths("2026-08-31", 6), addMonths("2026-11-23", 24)]).toEqual([
      "2026-02-28",
      "2027-02-28",
      "2028-11-23",
    ]);
  });

  test("knows a date from what only looks like one", () => {
    expect(["2024-02-29", "2026-02-29", "2026-13-01", "2026-1-1", "soon", ""].map(isDate)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
