/** Rules of the guide in a list: what each asks, and what became of it in this database. */
import type { AppliedRule, RuleResult } from "../../model/scorecard.ts";
import { count } from "../numbers.ts";
import type { List, ListItem } from "../page.ts";
import type { Site } from "../site.ts";
import { type Look, type Prose, styled, toProse } from "../text.ts";
import { lookOf } from "./conformance.ts";

/** What became of a rule in the whole database. */
export interface Outcome {
  /** `fails on 3 of 14 tables`, `met`, `attested`, `not assessed`, `summed up`. */
  summary: string;
  /** What else there is to say: `met by 10, 1 justified, 2 not assessed`, or why the verdict is what it is. */
  more: Prose;
  look: Look | null;
}

/** Rules with what they ask. */
export function buildRuleLines(site: Site, rules: readonly AppliedRule[]): List {
  const items = rules.map((rule): ListItem => {
    const { summary, more, look } = outcomeOf(site, rule);
    const small = more.length === 0 ? [] : [" ", styled("small", ...more)];
    return {
      parts: [
        [{ cell: look }],
        [{ code: rule.id, to: { page: "rule", rule: rule.id } }],
        [styled("asks", rule.title)],
        [styled("severity", rule.severity)],
        [styled("result", summary, ...small)],
      ],
    };
  });
  return { kind: "list", look: "rules", items };
}

/** Rules in short, below their statement. */
export function buildShortRuleLines(site: Site, rules: readonly AppliedRule[]): ListItem[] {
  return rules.map((rule) => {
    const { summary, look } = outcomeOf(site, rule);
    return { parts: [[{ cell: look }], [{ code: rule.id, to: { page: "rule", rule: rule.id } }], [summary]] };
  });
}

export function outcomeOf(site: Site, rule: AppliedRule): Outcome {
  const results = site.resultsOf(rule.id);
  return rule.scope === "project" ? projectOutcome(rule, results[0] ?? null) : tableOutcome(rule, results);
}

function tableOutcome(rule: AppliedRule, results: readonly RuleResult[]): Outcome {
  const of = (verdict: RuleResult["verdict"]) => results.filter((result) => result.verdict === verdict).length;
  const idle = of("n.a.");
  const judged = results.length - idle;
  const counts = (["fail", "pass", "justified", "waived", "not assessed"] as const)
    .map((verdict) => ({ verdict, number: of(verdict) }))
    .filter(({ number }) => number > 0);
  const [first, ...others] = counts;
  if (first === undefined) return { summary: "nothing to check", more: [], look: null };
  const rest = [
    ...others.map(({ verdict, number }) => (verdict === "pass" ? `met by ${number}` : `${number} ${verdict}`)),
    ...(idle === 0 ? [] : [`nothing to check in ${idle}`]),
  ].join(", ");
  const look = lookOf(first.verdict, rule);
  if (first.verdict === "not assessed") {
    const reason = toProse(results.find(({ verdict }) => verdict === "not assessed")?.reason ?? []);
    const more = [...reason, reason.length > 0 && rest !== "" ? "; " : "", rest].filter((part) => part !== "");
    return { summary: "not assessed", more, look };
  }
  const heads = { fail: "fails on", pass: "met by", justified: "justified in", waived: "waived in" };
  const tables = count(judged, "table");
  const summary = `${heads[first.verdict]} ${first.number === judged ? tables : `${first.number} of ${tables}`}`;
  return { summary, more: rest === "" ? [] : [rest], look };
}

const WORDS: Readonly<Record<RuleResult["verdict"], string>> = {
  pass: "met",
  fail: "fails",
  "n.a.": "nothing to check",
  "not assessed": "not assessed",
  justified: "justified",
  waived: "waived",
  attested: "attested",
  stale: "expired",
};

function projectOutcome(rule: AppliedRule, result: RuleResult | null): Outcome {
  if (result === null) return { summary: "nothing to check", more: [], look: null };
  const { verdict, subjects } = result;
  const reason = toProse(result.reason ?? []);
  if (rule.evidence === "rules") return { summary: "summed up", more: reason, look: null };
  const judged = subjects.pass + subjects.fail + subjects.excused + subjects.notAssessed;
  const one = verdict === "fail" ? subjects.fail : verdict === "pass" ? subjects.pass : 0;
  const where = judged < 2 || one === 0 ? "" : verdict === "pass" ? ` by ${one}` : ` on ${one} of ${judged}`;
  return {
    summary: `${WORDS[verdict]}${where === "" ? "" : `${where} ${rule.subjects}`}`,
    // The verdict says "attested" already.
    more: reason.map((part) => (part === "attested by " ? "by " : part)),
    look: lookOf(verdict, rule),
  };
}
