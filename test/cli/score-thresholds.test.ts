import { describe, expect, test } from "vitest";
import { toFailure } from "../../src/cli/commands/score.ts";
import { FAIL_ON } from "../../src/cli/fail-on.ts";
import type { Finding, Scorecard } from "../../src/model/scorecard.ts";
import { toBaseline } from "../../src/score/baseline.ts";
import { aSmallScorecard } from "../support/report.ts";

/** The small project with the findings of some rules only. */
function only(...rules: string[]): Scorecard {
  const scorecard = aSmallScorecard();
  return { ...scorecard, findings: scorecard.findings.filter((finding) => rules.includes(finding.rule)) };
}

/** The levels at which a scorecard fails. */
function failsOn(scorecard: Scorecard, known: readonly Finding[] | null): string[] {
  const baseline = known === null ? null : toBaseline({ findings: [...known] });
  return FAIL_ON.filter((failOn) => toFailure(scorecard, baseline, { failOn }) !== null);
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
    const baseline = toBaseline({ findings: known });
    expect(toFailure(scorecard, null, { failOn: "warning" })).toBe("3 findings are at or past --fail-on warning.");
    expect(toFailure(scorecard, baseline, { failOn: "new" })).toBe("1 new finding is at or past --fail-on new.");
  });

  test("of the score is the tables' own, and an unjudged project is not below it", () => {
    const scorecard = aSmallScorecard();
    const text = "The tables' score is 50, below --min-score 51.";
    expect(toFailure(scorecard, null, { failOn: "none", minScore: 51 })).toBe(text);
    expect(toFailure(scorecard, null, { failOn: "none", minScore: 50 })).toBeNull();
    const tables = { ...scorecard.scores.tables, score: null, grade: null };
    const unjudged = { ...scorecard, scores: { ...scorecard.scores, tables } };
    expect(toFailure(unjudged, null, { failOn: "none", minScore: 100 })).toBeNull();
  });
});
