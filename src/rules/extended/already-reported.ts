/** What the guide's rules say already, so that no fact is told twice. */
import type { Relation } from "../../model/relation.ts";
import type { Rule, RuleContext, Subject } from "../../model/rule.ts";
import type { Fact } from "../../model/verdict.ts";

/** The failures of a rule on a table, by the defaults of its options: subject and facts. */
export function failuresOf(
  rule: Rule,
  table: Relation,
  context: RuleContext,
): { subject: Subject; facts: readonly Fact[] }[] {
  if (rule.scope !== "table") return [];
  const options = Object.fromEntries(Object.entries(rule.options).map(([name, option]) => [name, option.default]));
  const own = { ...context, options } as RuleContext;
  return rule.find(table, own).flatMap((subject) => {
    const judgement = rule.judge(subject, table, own);
    return judgement.verdict === "fail" ? [{ subject, facts: judgement.facts ?? [] }] : [];
  });
}
