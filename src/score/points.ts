/** Points, score, coverage, grade and caps: integer arithmetic throughout. RULES.md section 3.2. */
import type { Rise } from "../model/plan.ts";
import type { AppliedRule, Cap, Grade, Points, RuleResult, Score } from "../model/scorecard.ts";
import type { Verdict } from "../model/verdict.ts";
import { counts } from "./applied-rules.ts";

export const NO_POINTS: Readonly<Points> = { pass: 0, fail: 0, excused: 0, unassessed: 0 };

/** Where a verdict's weight goes; n.a. goes nowhere. */
const ACCOUNT: Readonly<Record<Verdict, keyof Points | null>> = {
  pass: "pass",
  attested: "pass",
  fail: "fail",
  stale: "fail",
  waived: "excused",
  justified: "excused",
  "not assessed": "unassessed",
  "n.a.": null,
};

/** The points with a verdict's weight booked. */
export function book(points: Points, verdict: Verdict, weight: number): Points {
  const account = ACCOUNT[verdict];
  return account === null ? points : { ...points, [account]: points[account] + weight };
}

export function add(a: Points, b: Points): Points {
  return {
    pass: a.pass + b.pass,
    fail: a.fail + b.fail,
    excused: a.excused + b.excused,
    unassessed: a.unassessed + b.unassessed,
  };
}

/** How many of a rule's results went where, by its id: ten thousand tables are gone through once. */
export type ResultCounts = ReadonlyMap<string, Points>;

export function countResults(results: Iterable<RuleResult>): ResultCounts {
  const counted = new Map<string, Points>();
  for (const { rule, verdict } of results) {
    const account = ACCOUNT[verdict];
    if (account === null) continue;
    const own = counted.get(rule) ?? { ...NO_POINTS };
    own[account] += 1;
    counted.set(rule, own);
  }
  return counted;
}

/** The points of some rules. */
export function weigh(rules: Iterable<AppliedRule>, counted: ResultCounts): Points {
  let points: Points = NO_POINTS;
  for (const { id, weight } of rules) {
    const { pass, fail, excused, unassessed } = counted.get(id) ?? NO_POINTS;
    const own = {
      pass: weight * pass,
      fail: weight * fail,
      excused: weight * excused,
      unassessed: weight * unassessed,
    };
    points = add(points, own);
  }
  return points;
}

/** How much of what some rules judged is met, floor(100 · met / judged) over their weights; `null` where nothing was judged. */
export function computeShare(rules: readonly AppliedRule[], counted: ResultCounts): number | null {
  return buildScore(weigh(rules, counted)).score;
}

/** The score of a schema, the database or the project: no caps, but unrated where too little was assessed. */
export function buildScore(points: Points): Score {
  const judged = points.pass + points.fail;
  const assessed = judged + points.excused;
  const all = assessed + points.unassessed;
  const score = judged === 0 ? null : Math.floor((100 * points.pass) / judged);
  const coverage = all === 0 ? null : Math.floor((100 * assessed) / all);
  const rated = score !== null && coverage !== null && coverage >= LEAST_COVERAGE;
  return { score, grade: rated ? toGrade(score) : null, coverage, points };
}

const LEAST_COVERAGE = 60;

/** How far a score rises from some points to others; one of which nothing was judged before rises from nought. */
export function buildRise(before: Points, after: Points): Rise {
  const [judgedBefore, judgedAfter] = [before.pass + before.fail, after.pass + after.fail];
  if (judgedAfter === 0) return { numerator: 0, denominator: 1 };
  if (judgedBefore === 0) return { numerator: 100 * after.pass, denominator: judgedAfter };
  return {
    numerator: 100 * (after.pass * judgedBefore - before.pass * judgedAfter),
    denominator: judgedBefore * judgedAfter,
  };
}

/** The grade of a score before caps. */
export function toGrade(score: number): Grade {
  if (score >= 90) return "A";
  if (score >= 80) return "B";
  if (score >= 70) return "C";
  return score >= 55 ? "D" : "E";
}

/** A table's score: its results' points, and the grade that the caps leave. */
export function buildTableScore(
  results: readonly RuleResult[],
  rules: ReadonlyMap<string, AppliedRule>,
): Score & { caps: Cap[] } {
  const points = sum(results, rules);
  const score = buildScore(points);
  const earned = score.score === null ? null : toGrade(score.score);
  const caps = capsOf(score, results, rules).filter((cap) => rank(cap.grade) > rank(earned) || cap.grade === null);
  const grade = caps.reduce<Grade | null>((held, cap) => (rank(cap.grade) > rank(held) ? cap.grade : held), earned);
  return { ...score, grade, caps };
}

/** The results of the rules that count in the score of tables. */
function sum(results: readonly RuleResult[], rules: ReadonlyMap<string, AppliedRule>): Points {
  const points = { ...NO_POINTS };
  for (const { rule: id, verdict } of results) {
    const rule = rules.get(id);
    const account = ACCOUNT[verdict];
    if (rule !== undefined && account !== null && rule.score === "tables" && counts(rule)) {
      points[account] += rule.weight;
    }
  }
  return points;
}

/** Everything that could hold the grade down, the hardest first. */
function capsOf(score: Score, results: readonly RuleResult[], rules: ReadonlyMap<string, AppliedRule>): Cap[] {
  const { points, coverage } = score;
  const caps: Cap[] = [];
  if (coverage !== null && coverage < LEAST_COVERAGE) caps.push({ grade: null, reason: `${coverage} % assessed` });
  else if (score.score === null) caps.push({ grade: null, reason: "nothing judged" });
  for (const [severity, grade] of [
    ["critical", "D"],
    ["high", "B"],
  ] as const) {
    const failed = results.filter(({ rule: id, verdict }) => {
      const rule = rules.get(id);
      return rule?.severity === severity && rule.score === "tables" && counts(rule) && ACCOUNT[verdict] === "fail";
    });
    if (failed.length === 0) continue;
    const ids = failed.map((result) => result.rule).join(", ");
    caps.push({ grade, reason: `${severity} failure${failed.length === 1 ? "" : "s"}: ${ids}` });
  }
  if (5 * points.excused > points.pass + points.fail + points.excused) {
    caps.push({ grade: "B", reason: "more than a fifth excused" });
  }
  return caps;
}

/** A to E as 0 to 4, unrated last. */
function rank(grade: Grade | null): number {
  return grade === null ? 5 : "ABCDE".indexOf(grade);
}
