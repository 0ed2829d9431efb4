/** The rules as a team's config changes them. */
import type { Config, RuleSetting } from "../model/config.ts";
import { nearest } from "../model/nearest.ts";
import type { OptionDefinitions, OptionValues, Rule } from "../model/rule.ts";
import type { AppliedRule } from "../model/scorecard.ts";
import { UserError } from "../model/user-error.ts";
import { WEIGHTS } from "../model/verdict.ts";
import { styleSettings } from "../rules/naming/house-styles.ts";
import { buildOptionValues } from "./rule-options.ts";

/** A rule together with its metadata and options as applied. */
export interface RuleInForce<R extends Rule = Rule> {
  rule: R;
  applied: AppliedRule;
  options: OptionValues<OptionDefinitions>;
}

/**
 * The rules in force, in the order given; those turned off are left out.
 * @throws UserError where the config names a rule or option that does not exist, or a value that is not allowed
 */
export function buildRulesInForce(
  rules: readonly Rule[],
  config: Pick<Config, "rules"> & Partial<Pick<Config, "naming">>,
): RuleInForce[] {
  const known = new Set(rules.map((rule) => rule.id));
  for (const id of Object.keys(config.rules)) {
    if (known.has(id)) continue;
    const near = nearest(id, known);
    throw new UserError(`There is no rule ${id}.`, {
      place: `config, rules.${id}`,
      hint: near === null ? "Rule ids are listed on the site's guide pages." : `Is ${near} meant?`,
    });
  }
  return rules.flatMap((rule) => {
    const setting = Object.hasOwn(config.rules, rule.id) ? config.rules[rule.id] : undefined;
    if (setting?.off === true) return [];
    const house = config.naming === undefined ? { options: {} } : styleSettings(config.naming, rule.id);
    const options = buildOptionValues(rule, { ...house.options, ...setting?.options });
    return [{ rule, options, applied: buildApplied(rule, { ...house, ...setting }, options) }];
  });
}

function buildApplied(
  rule: Rule,
  { severity = rule.severity, title = rule.title }: RuleSetting,
  options: OptionValues<OptionDefinitions>,
): AppliedRule {
  return {
    id: rule.id,
    statement: rule.statement,
    title,
    why: rule.why,
    severity,
    weight: WEIGHTS[severity],
    score: rule.score,
    group: rule.group,
    profile: rule.profile,
    evidence: rule.evidence,
    scope: rule.scope,
    subjects: rule.subjects,
    requires: [...rule.requires],
    justifiable: rule.justifiable,
    sameAs: [...rule.sameAs],
    exempt: [...rule.exempt],
    options: Object.entries(rule.options).map(([name, definition]) => ({
      name,
      value: JSON.stringify(options[name]),
      description: definition.description,
    })),
  };
}

/** Whether a rule counts in a score; the extended profile never does. */
export function counts(rule: Pick<AppliedRule, "profile" | "score">): boolean {
  return rule.profile !== "extended" && rule.score !== "none";
}
