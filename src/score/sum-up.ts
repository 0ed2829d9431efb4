/** Rules that judge nothing themselves and say what the others came to. */
import type { ProjectRule, SectionShare } from "../model/rule.ts";
import type { AppliedRule, RuleResult } from "../model/scorecard.ts";
import { computeShare, type ResultCounts } from "./points.ts";
import { NO_SUBJECTS } from "./verdicts.ts";

/**
 * The result of a rule that sums up, `null` for any other.
 * @param rules those in force
 * @param counted every result of the others, on tables and on the project
 */
export function buildSummary(
  { id, sumUp }: ProjectRule,
  rules: readonly AppliedRule[],
  counted: ResultCounts,
): RuleResult | null {
  if (sumUp === undefined) return null;
  const reason = sumUp(buildSectionShares(rules, counted));
  return { rule: id, verdict: "n.a.", reason, subjects: { ...NO_SUBJECTS } };
}

/** Sections of the guide in their order. */
function buildSectionShares(rules: readonly AppliedRule[], counted: ResultCounts): SectionShare[] {
  const guided = rules.filter(({ profile }) => profile === "guide");
  const sections = Map.groupBy(guided, ({ statement }) => Number(statement.split(".")[0]));
  return [...sections]
    .sort(([a], [b]) => a - b)
    .map(([number, own]) => ({ number, share: computeShare(own, counted) }));
}
