/** Findings by rule: where a rule fails on most of a schema, it is one decision. */
import { compareText, quoteQualified } from "../../model/names.ts";
import type { PlanPlace } from "../../model/plan.ts";
import type { Finding, Scorecard } from "../../model/scorecard.ts";

export interface RuleGroup {
  rule: string;
  /** In the scorecard's order. */
  findings: readonly Finding[];
  /** The tables that they stand in, the worst first: most findings, then the lowest score, then by name. */
  places: PlanPlace[];
}

/** The rules of some findings, in the order of the findings: those of a scorecard by severity, then by name. */
export function groupByRule(findings: readonly Finding[], { relations }: Pick<Scorecard, "relations">): RuleGroup[] {
  const scores = new Map(relations.map(({ schema, name, score }) => [quoteQualified(schema, name), score ?? 101]));
  return [...Map.groupBy(findings, ({ rule }) => rule)].map(([rule, own]) => ({
    rule,
    findings: own,
    places: listPlaces(own, scores),
  }));
}

function listPlaces(findings: readonly Finding[], scores: ReadonlyMap<string, number>): PlanPlace[] {
  const places = new Map<string, PlanPlace>();
  for (const { subject } of findings) {
    const { schema, relation } = subject;
    if (schema === null || relation === null) continue;
    const key = quoteQualified(schema, relation);
    const known = places.get(key);
    if (known === undefined) places.set(key, { schema, relation, findings: 1 });
    else known.findings += 1;
  }
  return [...places]
    .sort(
      ([a, one], [b, other]) =>
        other.findings - one.findings || (scores.get(a) ?? 101) - (scores.get(b) ?? 101) || compareText(a, b),
    )
    .map(([, place]) => place);
}
