/** A rule of the guide in a list: what it asks, and how the database stands to it. */
import type { AppliedRule, RuleResult } from "../model/scorecard.ts";
import { type Look, toLook } from "./conformance.ts";
import { count, type Link, type Prose, toProse } from "./inline.ts";
import type { Site } from "./site.ts";
import { paths, toHref } from "./urls.ts";

export interface GuideRule extends Link {
  title: string;
  severity: string;
  /** `fails on 3 of 14 tables`, `met`, `attested`, `not assessed`, `summed up`. */
  standing: string;
  /** What else there is to say: `met by 10, 1 justified, 2 not assessed`, or why the verdict is what it is. */
  more: Prose;
  look: Look | null;
}

export function toGuideRule(site: Site, path: string, rule: AppliedRule): GuideRule {
  const results = site.resultsOf(rule.id);
  return {
    text: rule.id,
    href: toHref(path, paths.rule(rule.id)),
    title: rule.title,
    severity: rule.severity,
    ...(rule.scope === "project" ? toProjectStanding(rule, results[0] ?? null) : toTableStanding(rule, results)),
  };
}

type Standing = Pick<GuideRule, "standing" | "more" | "look">;

function toTableStanding(rule: AppliedRule, results: readonly RuleResult[]): Standing {
  const of = (verdict: RuleResult["verdict"]) => results.filter((result) => result.verdict === verdict).length;
  const idle = of("n.a.");
  const judged = results.length - idle;
  const tables = count(judged, "table");
  const counts = (["fail", "pass", "justified", "waived", "not assessed"] as const).map((verdict) => ({
    verdict,
    number: of(verdict),
  }));
  const [first, ...others] = counts.filter(({ number }) => number > 0);
  const rest = [
    ...others.map(({ verdict, number }) => (verdict === "pass" ? `met by ${number}` : `${number} ${verdict}`)),
    ...(idle === 0 || judged === 0 ? [] : [`nothing to check in ${idle}`]),
  ];
  if (first === undefined) return { standing: "nothing to check", more: [], look: null };
  const reason = first.verdict === "not assessed" ? reasonOf(results, first.verdict) : [];
  const more = [...reason, ...(reason.length > 0 && rest.length > 0 ? ["; "] : []), rest.join(", ")].filter(
    (part) => part !== "",
  );
  const heads = { fail: "fails on", pass: "met by", justified: "justified in", waived: "waived in" };
  const standing =
    first.verdict === "not assessed"
      ? "not assessed"
      : `${heads[first.verdict]} ${first.number === judged ? tables : `${first.number} of ${tables}`}`;
  return { standing, more, look: toLook(first.verdict, rule) };
}

/** Why the first table that has the verdict has it. */
function reasonOf(results: readonly RuleResult[], verdict: RuleResult["verdict"]): Prose {
  return toProse(results.find((result) => result.verdict === verdict)?.reason ?? []);
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

function toProjectStanding(rule: AppliedRule, result: RuleResult | null): Standing {
  if (result === null) return { standing: "nothing to check", more: [], look: null };
  const { verdict, reason, subjects } = result;
  if (rule.evidence === "rules") return { standing: "summed up", more: toProse(reason ?? []), look: null };
  const judged = subjects.pass + subjects.fail + subjects.excused + subjects.notAssessed;
  const one = verdict === "fail" ? subjects.fail : verdict === "pass" ? subjects.pass : 0;
  const where = judged < 2 || one === 0 ? "" : verdict === "pass" ? ` by ${one}` : ` on ${one} of ${judged}`;
  return {
    standing: `${WORDS[verdict]}${where === "" ? "" : `${where} ${rule.subjects}`}`,
    // The verdict says "attested" already.
    more: reason === null ? [] : toProse(reason).map((part) => (part === "attested by " ? "by " : part)),
    look: toLook(verdict, rule),
  };
}
