/** What to mend in which order: scores computed anew with verdicts flipped, never estimated. */
import { compareText } from "../../model/names.ts";
import {
  PLAN_FORMAT_VERSION,
  type Plan,
  type PlanBundle,
  type PlanStep,
  type Rated,
  type Rise,
} from "../../model/plan.ts";
import type { AppliedRule, Points, Scorecard } from "../../model/scorecard.ts";
import { groupSchema } from "../../model/verdict.ts";
import { buildRise, buildScore } from "../points.ts";
import { buildCost } from "./cost.ts";
import { Flips, isFailing } from "./flips.ts";
import { groupByRule, type RuleGroup } from "./rule-groups.ts";
import { describeWork } from "./work-words.ts";

/** The least score of an A. */
export const USUAL_GOAL = 90;

/**
 * The plan of a scorecard.
 * @param goal the score of tables to lead to; one that is reached already leads to 100
 */
export function buildPlan(scorecard: Scorecard, goal = USUAL_GOAL): Plan {
  const flips = new Flips(scorecard);
  const groups = new Map(groupByRule(scorecard.findings.filter(isFailing), scorecard).map((each) => [each.rule, each]));
  const steps = flips.rules.map((rule) => buildStep(rule, groups.get(rule.id), flips, scorecard)).sort(byRise);
  const ofTables = steps.filter(({ score }) => score === "tables");
  const before = scorecard.scores.tables;
  const aim = before.score !== null && before.score >= goal ? 100 : goal;
  return {
    formatVersion: PLAN_FORMAT_VERSION,
    before: toRated(before),
    goal: aim,
    route: buildRoute(ofTables, flips, before.points, aim),
    steps,
    bundles: buildBundles(ofTables, flips, before.points),
  };
}

/** The steps as they rank: by what they give back, those of tables before the others. */
function byRise(a: PlanStep, b: PlanStep): number {
  return (
    Number(b.score === "tables") - Number(a.score === "tables") ||
    compareRises(b.rise, a.rise) ||
    compareText(a.rule, b.rule)
  );
}

function compareRises(a: Rise, b: Rise): number {
  return a.numerator * b.denominator - b.numerator * a.denominator;
}

function buildStep(
  rule: AppliedRule,
  group: RuleGroup | undefined,
  flips: Flips,
  { scores }: Pick<Scorecard, "scores">,
): PlanStep {
  const { findings = [], places = [] } = group ?? {};
  const score = rule.score as keyof Scorecard["scores"];
  const before = scores[score].points;
  const after = flips.pointsAfter(score, new Set([rule.id]));
  return {
    rule: rule.id,
    work: describeWork(rule, findings.length, places.length),
    severity: rule.severity,
    bundle: rule.group,
    score,
    findings: findings.length,
    tables: places.length,
    places,
    points: after.pass - before.pass,
    rise: buildRise(before, after),
    unblocks: flips.unblockedBy(rule.id),
    cost: buildCost(findings),
  };
}

/** The best next one first, each with all before it met, until the goal is reached or nothing is left. */
function buildRoute(steps: readonly PlanStep[], flips: Flips, before: Points, goal: number): Plan["route"] {
  const route: Plan["route"] = [];
  const left = new Set(steps);
  const mended = new Set<string>();
  let points = before;
  while (left.size > 0 && (buildScore(points).score ?? 0) < goal) {
    const best = findBest(left, ({ rule }) => flips.pointsAfter("tables", new Set([...mended, rule])), points);
    left.delete(best.one);
    mended.add(best.one.rule);
    points = best.points;
    route.push({ rule: best.one.rule, after: toRated(buildScore(points)) });
  }
  return route;
}

/** The rules of each group together, the best next group first. */
function buildBundles(steps: readonly PlanStep[], flips: Flips, before: Points): PlanBundle[] {
  const left = new Set(
    groupSchema.options
      .map((bundle) => ({ bundle, steps: steps.filter((step) => step.bundle === bundle) }))
      .filter((each) => each.steps.length > 0),
  );
  const bundles: PlanBundle[] = [];
  const mended = new Set<string>();
  let points = before;
  const idsOf = (bundle: { steps: readonly PlanStep[] }) => bundle.steps.map(({ rule }) => rule);
  while (left.size > 0) {
    const pointsWith = (each: { steps: readonly PlanStep[] }) =>
      flips.pointsAfter("tables", new Set([...mended, ...idsOf(each)]));
    const best = findBest(left, pointsWith, points);
    left.delete(best.one);
    const rules = idsOf(best.one);
    for (const rule of rules) mended.add(rule);
    points = best.points;
    const alone = flips.pointsAfter("tables", new Set(rules));
    bundles.push({
      bundle: best.one.bundle,
      rules,
      findings: best.one.steps.reduce((sum, { findings }) => sum + findings, 0),
      points: alone.pass - before.pass,
      rise: buildRise(before, alone),
      after: toRated(buildScore(points)),
    });
  }
  return bundles;
}

/** The one of several that raises a score most, the first of equals. */
function findBest<T>(all: Iterable<T>, pointsWith: (one: T) => Points, from: Points): { one: T; points: Points } {
  let best: { one: T; points: Points; rise: Rise } | null = null;
  for (const one of all) {
    const points = pointsWith(one);
    const rise = buildRise(from, points);
    if (best === null || compareRises(rise, best.rise) > 0) best = { one, points, rise };
  }
  if (best === null) throw new Error("There is nothing to choose from.");
  return best;
}

function toRated({ score, grade }: Rated): Rated {
  return { score, grade };
}
