import { describe, expect, test } from "vitest";
import { describeFailure, FAIL_ON } from "../../src/cli/fail-on.ts";
import { type Report, weighedRules } from "../../src/cli/reports/report.ts";
import { text } from "../../src/cli/reports/text.ts";
import type { Finding, Scorecard } from "../../src/model/scorecard.ts";
import { buildBaseline } from "../../src/score/baseline.ts";
import { aReport, aSmallScorecard } from "../support/report.ts";

const NONE: ReadonlySet<string> = new Set();

/** The small project with the findings of some rules only. */
function only(...rules: string[]): Scorecard {
  const scorecard = aSmallScorecard();
  return { ...scorecard, findings: scorecard.findings.filter((finding) => rules.includes(finding.rule)) };
}

/** The levels at which a scorecard fails. */
function failsOn(scorecard: Scorecard, known: readonly Finding[] | null, weighed = NONE): string[] {
  const baseline = known === null ? null : buildBaseline({ findings: [...known] });
  return FAIL_ON.filter((failOn) => describeFailure({ scorecard, baseline, weighed }, { failOn }) !== null);
}

/** The scorecard with a rule in another profile. */
function moved(scorecard: Scorecard, rule: string, profile: "extended" | "own"): Scorecard {
  return { ...scorecard, rules: scorecard.rules.map((each) => (each.id === rule ? { ...each, profile } : each)) };
}

describe("the threshold", () => {
  test.each([
    ["an error", "money-exact", ["error", "warning", "new", "new-error", "new-warning"]],
    ["a warning", "table-said", ["warning", "new", "new-warning"]],
    ["a piece of information", "table-small", ["new"]],
    ["a stale attestation of a critical rule", "drill-held", ["error", "warning", "new", "new-error", "new-warning"]],
  ])("is reached by %s that is new at these levels", (_, rule, levels) => {
    expect(failsOn(only(rule), [])).toEqual(levels);
  });

  test("is reached by what the baseline holds only where new findings are not asked for", () => {
    const scorecard = only("money-exact", "table-said", "table-small", "drill-held");
    expect(failsOn(scorecard, scorecard.findings)).toEqual(["error", "warning"]);
  });

  test("is not reached by what is excused", () => {
    const scorecard = aSmallScorecard();
    const excused = scorecard.findings.filter((finding) => finding.verdict === "justified");
    expect(excused.length).toBe(1);
    expect(failsOn({ ...scorecard, findings: excused }, [])).toEqual([]);
  });

  test("is told with how many findings reach it", () => {
    const scorecard = only("money-exact", "table-said");
    const known = scorecard.findings.filter((finding) => finding.rule === "money-exact");
    const baseline = buildBaseline({ findings: known });
    expect(describeFailure({ scorecard, baseline: null, weighed: NONE }, { failOn: "warning" })).toBe(
      "3 findings are at or past --fail-on warning.",
    );
    expect(describeFailure({ scorecard, baseline, weighed: NONE }, { failOn: "new" })).toBe(
      "1 new finding is at or past --fail-on new.",
    );
  });

  test("of the score is the tables' own, and an unjudged project is not below it", () => {
    const scorecard = aSmallScorecard();
    const below = (given: Scorecard, minScore: number) =>
      describeFailure({ scorecard: given, baseline: null, weighed: NONE }, { failOn: "none", minScore });
    expect(below(scorecard, 51)).toBe("The tables' score is 50, below --min-score 51.");
    expect(below(scorecard, 50)).toBeNull();
    const tables = { ...scorecard.scores.tables, score: null, grade: null };
    const unjudged = { ...scorecard, scores: { ...scorecard.scores, tables } };
    expect(below(unjudged, 100)).toBeNull();
  });

  test("is reached by the team's own rules as by the guide's", () => {
    expect(failsOn(moved(only("money-exact"), "money-exact", "own"), null)).toEqual(
      FAIL_ON.filter((level) => level !== "none"),
    );
  });

  test("is reached by what is beyond the guide only where the config gives the rule a severity", () => {
    const scorecard = moved(only("money-exact"), "money-exact", "extended");
    expect(failsOn(scorecard, null)).toEqual([]);
    expect(failsOn(scorecard, null, new Set(["money-exact"]))).toEqual(FAIL_ON.filter((level) => level !== "none"));
    expect(weighedRules({ rules: { "money-exact": { severity: "low" }, "table-said": { off: true } } })).toEqual(
      new Set(["money-exact"]),
    );
  });
});

describe("the report", () => {
  const scorecard = moved(only("money-exact"), "money-exact", "extended");
  const words = "2 errors beyond the guide fail no run, unless the config gives their rules a severity";
  const style = { colour: false, width: 100 };
  const written = (given: Partial<Report>) =>
    [...text(aReport({ scorecard, style, ...given }))].join("").includes(words);

  test("says at its end that errors beyond the guide fail no run", () => {
    expect(written({})).toBe(true);
    expect(written({ weighed: new Set(["money-exact"]) })).toBe(false);
    expect(written({ baseline: buildBaseline(scorecard) })).toBe(false);
    expect(written({ scorecard: only("money-exact") })).toBe(false);
  });
});
