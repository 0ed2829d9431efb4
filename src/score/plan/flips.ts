/** What some verdicts flipped would make of the scores. Only sums are kept, so that a plan asks for hundreds of them. */
import type { AppliedRule, Points, RelationScore, RuleResult, Scorecard } from "../../model/scorecard.ts";
import type { Verdict } from "../../model/verdict.ts";
import { counts } from "../applied-rules.ts";
import { book } from "../points.ts";

type CountedScore = keyof Scorecard["scores"];

/** Whether there is something to mend. */
export function isFailing({ verdict }: Pick<RuleResult, "verdict">): boolean {
  return verdict === "fail" || verdict === "stale";
}

/** What a result that fails comes to once it is mended: where a part of the project was not assessed, no pass. */
export function mendedVerdict({ subjects }: Pick<RuleResult, "subjects">, scope: AppliedRule["scope"]): Verdict {
  return scope === "project" && subjects.notAssessed > 0 ? "not assessed" : "pass";
}

/**
 * The rules that a table's results keep from being judged, each with those that are to blame: failed, excused or not
 * assessed themselves.
 */
export function blockersOn(
  { results }: Pick<RelationScore, "results">,
  rules: ReadonlyMap<string, AppliedRule>,
): Map<string, string[]> {
  const verdicts = new Map(results.map(({ rule, verdict }) => [rule, verdict]));
  const blames = (id: string): boolean => {
    const verdict = verdicts.get(id);
    return verdict !== undefined && verdict !== "pass" && verdict !== "n.a.";
  };
  const blockersOf = (id: string): string[] =>
    (rules.get(id)?.requires ?? []).flatMap((needed) => (blames(needed) ? [needed] : blockersOf(needed)));
  const blocked = new Map<string, string[]>();
  for (const { rule } of results) {
    if (rules.get(rule)?.requires.length === 0) continue;
    const blockers = [...new Set(blockersOf(rule))].sort();
    if (blockers.length > 0) blocked.set(rule, blockers);
  }
  return blocked;
}

/** Tables on which a rule cannot be judged for the same reason. */
interface Blocked {
  rule: string;
  blockers: readonly string[];
  tables: number;
}

/** The sums behind a scorecard that a change of verdicts touches. */
export class Flips {
  readonly #scorecard: Pick<Scorecard, "scores">;
  readonly #rules: ReadonlyMap<string, AppliedRule>;
  /** By rule: how many results fail, by their verdict and what they come to. */
  readonly #failing = new Map<string, Map<string, { from: Verdict; to: Verdict; results: number }>>();
  readonly #blocked = new Map<string, Blocked>();

  constructor(scorecard: Scorecard) {
    this.#scorecard = scorecard;
    this.#rules = new Map(scorecard.rules.map((rule) => [rule.id, rule]));
    for (const relation of scorecard.relations) this.#add(relation);
    for (const result of scorecard.project) this.#addResult(result);
  }

  /** The rules that fail somewhere and count for something, in the order of the rules. */
  get rules(): AppliedRule[] {
    return [...this.#rules.values()].filter((rule) => this.#failing.has(rule.id) && weighs(rule));
  }

  /** The points of a score with some rules met wherever they fail, and the rules that they alone held up. */
  pointsAfter(score: CountedScore, mended: ReadonlySet<string>): Points {
    let points = this.#scorecard.scores[score].points;
    for (const id of mended) {
      const rule = this.#rules.get(id);
      if (rule === undefined || rule.score !== score || !weighs(rule)) continue;
      for (const { from, to, results } of this.#failing.get(id)?.values() ?? []) {
        points = book(book(points, from, -rule.weight * results), to, rule.weight * results);
      }
    }
    for (const { rule: id, blockers, tables } of this.#blocked.values()) {
      const rule = this.#rules.get(id) as AppliedRule;
      if (rule.score !== score || !weighs(rule) || !blockers.every((blocker) => mended.has(blocker))) continue;
      points = book(points, "pass", rule.weight * tables);
    }
    return points;
  }

  /** The rules with points that this one alone holds up, and on how many tables. */
  unblockedBy(rule: string): { rule: string; tables: number }[] {
    return [...this.#blocked.values()]
      .filter(({ blockers }) => blockers.length === 1 && blockers[0] === rule)
      .filter((each) => weighs(this.#rules.get(each.rule) as AppliedRule))
      .map(({ rule: id, tables }) => ({ rule: id, tables }));
  }

  #add(relation: RelationScore): void {
    for (const result of relation.results) this.#addResult(result);
    if (!relation.results.some(({ verdict }) => verdict !== "pass" && verdict !== "n.a.")) return;
    for (const [rule, blockers] of blockersOn(relation, this.#rules)) {
      const key = [rule, ...blockers].join(" ");
      const known = this.#blocked.get(key);
      if (known === undefined) this.#blocked.set(key, { rule, blockers, tables: 1 });
      else known.tables += 1;
    }
  }

  #addResult(result: RuleResult): void {
    const rule = this.#rules.get(result.rule);
    if (rule === undefined || !isFailing(result)) return;
    const to = mendedVerdict(result, rule.scope);
    const own = this.#failing.get(rule.id) ?? new Map();
    const known = own.get(`${result.verdict} ${to}`);
    own.set(`${result.verdict} ${to}`, { from: result.verdict, to, results: (known?.results ?? 0) + 1 });
    this.#failing.set(rule.id, own);
  }
}

function weighs(rule: AppliedRule): boolean {
  return rule.weight > 0 && counts(rule);
}
