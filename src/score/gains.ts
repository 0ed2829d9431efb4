/** What mending would give back: scores computed anew from the results, never estimated. */

import { compareText } from "../model/names.ts";
import type { Rated, Rise } from "../model/plan.ts";
import type { AppliedRule, Finding, RelationScore, RuleResult, Scorecard } from "../model/scorecard.ts";
import { counts } from "./applied-rules.ts";
import { blockersOn, isFailing, mendedVerdict } from "./plan/flips.ts";
import { book, buildRise, buildTableScore } from "./points.ts";
import { toProjectVerdict, toVerdict } from "./verdicts.ts";

/** A rule that fails on a table, or an attestation that is stale, and what it would give to mend all of it. */
export interface Gain {
  rule: string;
  /** `null` for a rule about the project. */
  schema: string | null;
  relation: string | null;
  /** Failing subjects to mend. */
  failures: number;
  /** The rule's weight, which moves from failed to passed. */
  points: number;
  /** The score that rises: of all tables, of migrations or of operations. */
  score: AppliedRule["score"];
  /** How far it rises. */
  rise: Rise;
  /** The table's own score and grade, before and after; `null` for a rule about the project. */
  table: { before: Rated; after: Rated } | null;
  /** Rules that are n.a. now because this one fails; mended, they are judged, which is not counted here. */
  unblocks: string[];
}

/**
 * Everything that fails, with what mending it would give back, the most first. Rules that count in no score are left
 * out, since mending them gives no points.
 */
export function computeGains(scorecard: Scorecard): Gain[] {
  const rules = new Map(scorecard.rules.map((rule) => [rule.id, rule]));
  const ofTables = scorecard.relations.flatMap((relation) =>
    relation.results.flatMap((result) => computeGain(scorecard, rules, relation, result) ?? []),
  );
  const ofProject = scorecard.project.flatMap((result) => computeGain(scorecard, rules, null, result) ?? []);
  return [...ofTables, ...ofProject].sort(
    (a, b) =>
      b.rise.numerator * a.rise.denominator - a.rise.numerator * b.rise.denominator ||
      b.points - a.points ||
      compareText(a.schema ?? "", b.schema ?? "") ||
      compareText(a.relation ?? "", b.relation ?? "") ||
      compareText(a.rule, b.rule),
  );
}

/**
 * What mending one finding alone would give back. `null` where that is nothing: other subjects of the rule still fail
 * on the table, the finding is excused and others pass, or the rule counts in no score.
 */
export function whatIfMended(scorecard: Scorecard, finding: Finding): Gain | null {
  const { schema, relation: name } = finding.subject;
  const rules = new Map(scorecard.rules.map((rule) => [rule.id, rule]));
  const ofProject = rules.get(finding.rule)?.scope === "project";
  const relation = ofProject
    ? null
    : (scorecard.relations.find((each) => each.schema === schema && each.name === name) ?? null);
  const results = relation === null ? scorecard.project : relation.results;
  const result = results.find((each) => each.rule === finding.rule);
  if (result === undefined) return null;
  const { subjects } = result;
  const failed = finding.verdict === "fail" || finding.verdict === "stale";
  const mended = failed
    ? { ...subjects, pass: subjects.pass + 1, fail: subjects.fail - 1 }
    : { ...subjects, pass: subjects.pass + 1, excused: subjects.excused - 1 };
  if ((ofProject ? toProjectVerdict : toVerdict)(mended, "waived") !== "pass") return null;
  return result.verdict === "pass" ? null : computeGain(scorecard, rules, relation, result, 1);
}

/** `null` where there is nothing to gain. */
function computeGain(
  scorecard: Scorecard,
  rules: ReadonlyMap<string, AppliedRule>,
  relation: RelationScore | null,
  result: RuleResult,
  subjects?: number,
): Gain | null {
  if (subjects === undefined && !isFailing(result)) return null;
  const rule = rules.get(result.rule);
  if (rule === undefined || rule.weight === 0 || !counts(rule) || rule.score === "none") return null;
  const before = scorecard.scores[rule.score].points;
  const mended = mendedVerdict(result, rule.scope);
  const after = book(book(before, result.verdict, -rule.weight), mended, rule.weight);
  if (after.pass + after.fail === 0) return null;
  return {
    rule: rule.id,
    schema: relation?.schema ?? null,
    relation: relation?.name ?? null,
    failures: subjects ?? result.subjects.fail,
    points: rule.weight,
    score: rule.score,
    rise: buildRise(before, after),
    table: relation === null ? null : { before: rated(relation), after: rated(withPass(relation, result, rules)) },
    unblocks: relation === null ? [] : heldUpBy(rule.id, relation, rules),
  };
}

function withPass(
  relation: RelationScore,
  mended: RuleResult,
  rules: ReadonlyMap<string, AppliedRule>,
): ReturnType<typeof buildTableScore> {
  const results = relation.results.map((result) =>
    result === mended ? { ...result, verdict: "pass" as const } : result,
  );
  return buildTableScore(results, rules);
}

/** The rules that nothing but this one keeps from being judged. */
function heldUpBy(rule: string, relation: RelationScore, rules: ReadonlyMap<string, AppliedRule>): string[] {
  return [...blockersOn(relation, rules)].flatMap(([id, blockers]) =>
    blockers.every((blocker) => blocker === rule) ? [id] : [],
  );
}

function rated({ score, grade }: Rated): Rated {
  return { score, grade };
}
