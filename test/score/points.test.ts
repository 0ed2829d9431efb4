import { describe, expect, test } from "vitest";
import type { AppliedRule, Points, RuleResult } from "../../src/model/scorecard.ts";
import { type Severity, type Verdict, WEIGHTS } from "../../src/model/verdict.ts";
import { buildRulesInForce } from "../../src/score/applied-rules.ts";
import { formatCoverageSum, formatScoreSum } from "../../src/score/arithmetic.ts";
import { add, buildScore, buildTableScore, toGrade } from "../../src/score/points.ts";
import { NO_SUBJECTS } from "../../src/score/verdicts.ts";
import { aRule } from "../support/fake-rules.ts";

function points(pass: number, fail: number, excused = 0, unassessed = 0): Points {
  return { pass, fail, excused, unassessed };
}

/** A table on which rules of these severities have these verdicts; rules are named by their position. */
function aTableScore(...judged: [Severity, Verdict][]) {
  const rules = judged.map(([severity], index) => aRule(`r${index}`, { severity }));
  const applied = new Map(
    buildRulesInForce(rules, { rules: {} }).map((each): [string, AppliedRule] => [each.rule.id, each.applied]),
  );
  const results = judged.map(
    ([, verdict], index): RuleResult => ({ rule: `r${index}`, verdict, reason: null, subjects: { ...NO_SUBJECTS } }),
  );
  return buildTableScore(results, applied);
}

/** So many times the same. */
function times(count: number, severity: Severity, verdict: Verdict): [Severity, Verdict][] {
  return Array.from({ length: count }, () => [severity, verdict]);
}

describe("score, coverage and grade", () => {
  test.each([
    [points(9, 1), 90, "A"],
    [points(899, 101), 89, "B"],
    [points(8, 2), 80, "B"],
    [points(799, 201), 79, "C"],
    [points(7, 3), 70, "C"],
    [points(699, 301), 69, "D"],
    [points(11, 9), 55, "D"],
    [points(549, 451), 54, "E"],
    [points(0, 1), 0, "E"],
    [points(1, 0), 100, "A"],
  ] as const)("of %o are %d, %s", (given, score, grade) => {
    expect(buildScore(given)).toEqual({ score, grade, coverage: 100, points: given });
  });

  test("are unrated below 60 % coverage, and rated from there", () => {
    expect(buildScore(points(6, 0, 0, 4))).toEqual({
      score: 100,
      grade: "A",
      coverage: 60,
      points: points(6, 0, 0, 4),
    });
    expect(buildScore(points(599, 0, 0, 401))).toMatchObject({ score: 100, grade: null, coverage: 59 });
  });

  test("count excused points as assessed, and as neither earned nor lost", () => {
    expect(buildScore(points(3, 1, 2, 4))).toEqual({ score: 75, grade: "C", coverage: 60, points: points(3, 1, 2, 4) });
  });

  test("are null where nothing was judged", () => {
    expect(buildScore(points(0, 0))).toEqual({ score: null, grade: null, coverage: null, points: points(0, 0) });
    expect(buildScore(points(0, 0, 5))).toEqual({ score: null, grade: null, coverage: 100, points: points(0, 0, 5) });
    expect(buildScore(points(0, 0, 0, 5))).toEqual({
      score: null,
      grade: null,
      coverage: 0,
      points: points(0, 0, 0, 5),
    });
  });

  test("are exactly the floor of the fraction for every sum of points up to 60", () => {
    for (let pass = 0; pass <= 60; pass += 1) {
      for (let fail = pass === 0 ? 1 : 0; fail <= 60; fail += 1) {
        const { score } = buildScore(points(pass, fail));
        const judged = pass + fail;
        // score is the floor: score ≤ 100 · pass / judged < score + 1, in whole numbers.
        expect((score as number) * judged <= 100 * pass && 100 * pass < ((score as number) + 1) * judged).toBe(true);
      }
    }
  });

  test("never fall when a failure is mended, and a sum of tables lies between its tables", () => {
    for (let pass = 0; pass <= 20; pass += 1) {
      for (let fail = 1; fail <= 20; fail += 1) {
        const before = buildScore(points(pass, fail)).score as number;
        expect(buildScore(points(pass + 1, fail - 1)).score).toBeGreaterThanOrEqual(before);
        const other = buildScore(points(7, 5)).score as number;
        const summed = buildScore(add(points(pass, fail), points(7, 5))).score as number;
        expect(summed >= Math.min(before, other) && summed <= Math.max(before, other)).toBe(true);
      }
    }
  });

  test("of the guide's own orders are 60 of 71 points, 84, B", () => {
    expect(buildScore(points(60, 11))).toEqual({ score: 84, grade: "B", coverage: 100, points: points(60, 11) });
    expect(buildScore(points(58, 11)).score).toBe(84);
  });
});

test("the weights are 10, 6, 3, 1 and 0", () => {
  expect(WEIGHTS).toEqual({ critical: 10, high: 6, medium: 3, low: 1, info: 0 });
});

describe("a table's caps", () => {
  test("a critical failure leaves at most a D", () => {
    const table = aTableScore(...times(50, "high", "pass"), ["critical", "fail"]);
    expect([table.score, table.grade, table.caps]).toEqual([
      96,
      "D",
      [{ grade: "D", reason: "critical failure: r50" }],
    ]);
  });

  test("a critical failure does not raise an E", () => {
    expect(aTableScore(["critical", "fail"])).toMatchObject({ score: 0, grade: "E", caps: [] });
  });

  test("a high failure leaves at most a B, and is no cap where the score is a B already", () => {
    expect(aTableScore(...times(9, "high", "pass"), ["high", "fail"])).toMatchObject({
      score: 90,
      grade: "B",
      caps: [{ grade: "B", reason: "high failure: r9" }],
    });
    expect(aTableScore(...times(8, "high", "pass"), ["high", "fail"])).toMatchObject({
      score: 88,
      grade: "B",
      caps: [],
    });
  });

  test("every failure that holds the grade down is named, the hardest first", () => {
    const table = aTableScore(...times(99, "high", "pass"), ["high", "fail"], ["critical", "fail"], ["high", "stale"]);
    expect(table.caps).toEqual([
      { grade: "D", reason: "critical failure: r100" },
      { grade: "B", reason: "high failures: r99, r101" },
    ]);
    expect(table.grade).toBe("D");
  });

  test("more than a fifth excused leaves at most a B; exactly a fifth does not", () => {
    expect(aTableScore(...times(4, "low", "pass"), ["low", "waived"])).toMatchObject({ grade: "A", caps: [] });
    expect(aTableScore(...times(7, "low", "pass"), ...times(2, "low", "justified"))).toMatchObject({
      grade: "B",
      caps: [{ grade: "B", reason: "more than a fifth excused" }],
    });
  });

  test("less than 60 % assessed leaves it unrated, whatever the score", () => {
    expect(aTableScore(...times(3, "low", "pass"), ...times(2, "low", "not assessed"))).toMatchObject({
      coverage: 60,
      grade: "A",
      caps: [],
    });
    expect(aTableScore(...times(59, "low", "pass"), ...times(41, "low", "not assessed"))).toMatchObject({
      score: 100,
      coverage: 59,
      grade: null,
      caps: [{ grade: null, reason: "59 % assessed" }],
    });
  });

  test("nothing passed or failed leaves it unrated", () => {
    expect(aTableScore(["low", "n.a."])).toMatchObject({
      score: null,
      coverage: null,
      grade: null,
      caps: [{ grade: null, reason: "nothing judged" }],
    });
  });

  test("excused and not assessed failures of a critical rule are no failures", () => {
    const table = aTableScore(...times(10, "high", "pass"), ["critical", "waived"], ["critical", "not assessed"]);
    expect(table).toMatchObject({ grade: "A", points: points(60, 0, 10, 10), caps: [] });
  });
});

test("sums are written as they are computed", () => {
  expect(formatScoreSum(buildScore(points(31, 9)))).toBe("31 / (31 + 9) = 77");
  expect(formatCoverageSum(buildScore(points(31, 9, 2, 4)))).toBe("(31 + 9 + 2) / (31 + 9 + 2 + 4) = 91 %");
  expect([formatScoreSum(buildScore(points(0, 0))), formatCoverageSum(buildScore(points(0, 0)))]).toEqual([null, null]);
});

test.each([
  [90, "A"],
  [89, "B"],
  [55, "D"],
  [54, "E"],
] as const)("%d is grade %s", (score, grade) => {
  expect(toGrade(score)).toBe(grade);
});
