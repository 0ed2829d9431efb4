/** The conformance strip of a relation, and, below its findings, how its grade comes about. */
import type { AppliedRule, RelationScore, RuleResult } from "../../model/scorecard.ts";
import { toPlainText } from "../../model/sentence.ts";
import { groupSchema, toLevel, type Verdict } from "../../model/verdict.ts";
import { count } from "../numbers.ts";
import type { Block, Strip } from "../page.ts";
import type { Site } from "../site.ts";
import { type Look, type Prose, toProse } from "../text.ts";
import { anchors } from "../urls.ts";
import { plainList } from "./blocks.ts";
import type { Context } from "./comment.ts";
import { describeArithmetic } from "./score.ts";

/** How a verdict looks; `null` where there was nothing to judge. */
export function lookOf(verdict: Verdict, rule: Pick<AppliedRule, "severity">): Look | null {
  switch (verdict) {
    case "pass":
    case "attested":
      return "met";
    case "fail":
    case "stale":
      return toLevel(rule.severity);
    case "waived":
    case "justified":
      return "excused";
    case "not assessed":
      return "unassessed";
    case "n.a.":
      return null;
  }
}

/** A verdict for people; failures are told by their level. */
export function describeVerdict(verdict: Verdict, rule: Pick<AppliedRule, "severity">): string {
  if (verdict === "pass") return "met";
  if (verdict === "n.a.") return "nothing to check";
  if (verdict !== "fail") return verdict;
  return { error: "error", warning: "warning", information: "for information" }[toLevel(rule.severity)];
}

interface Judged {
  rule: AppliedRule;
  result: RuleResult;
}

function listJudged(site: Site, score: RelationScore): { applied: Judged[]; idle: Judged[] } {
  const judged = score.results.flatMap((result): Judged[] => {
    const rule = site.rules.get(result.rule);
    return rule === undefined || rule.profile === "extended" ? [] : [{ rule, result }];
  });
  return {
    applied: judged.filter(({ result }) => result.verdict !== "n.a."),
    idle: judged.filter(({ result }) => result.verdict === "n.a."),
  };
}

/** What the looks mean, the points, and how they came about. */
export function buildArithmetic(site: Site, score: RelationScore): Block[] {
  const { applied, idle } = listJudged(site, score);
  const nothingToCheck = idle.map(
    ({ rule, result }): Prose => [
      { text: rule.id, to: { page: "rule", rule: rule.id } },
      ": ",
      ...toProse(result.reason ?? [`no ${rule.subjects} here`]),
    ],
  );
  const fold: Block = {
    kind: "fold",
    summary: [`How the grade comes about${idle.length === 0 ? "" : ", and what had nothing to check"}`],
    body: [plainList([...describeArithmetic(score), ...nothingToCheck])],
  };
  const sum: Block = { kind: "paragraph", look: "sum", text: [`${summarise(score, applied, idle.length)}.`] };
  return [{ kind: "legend" }, sum, fold];
}

/** A cell for each rule that had something to judge. */
export function buildStrip({ site, at }: Context, score: RelationScore): Strip {
  const { applied } = listJudged(site, score);
  const groups = groupSchema.options
    .map((name) => ({ name, own: applied.filter(({ rule }) => rule.group === name) }))
    .filter(({ own }) => own.length > 0);
  return {
    kind: "strip",
    groups: groups.map(({ name, own }) => ({
      name,
      tally: tallyOf(own.map(({ result }) => result.verdict)),
      cells: own.map((each) => buildCell(site, at, score, each)),
    })),
  };
}

/** `5/6`; excused rules are in neither number. */
export function tallyOf(verdicts: readonly Verdict[]): string | null {
  const met = verdicts.filter((verdict) => verdict === "pass" || verdict === "attested").length;
  const failed = verdicts.filter((verdict) => verdict === "fail" || verdict === "stale").length;
  return met + failed === 0 ? null : `${met}/${met + failed}`;
}

/** A cell leads to its finding on the page, else to the rule. */
function buildCell(
  site: Site,
  at: Context["at"],
  score: RelationScore,
  { rule, result }: Judged,
): Strip["groups"][number]["cells"][number] {
  const finding = site.findingsOf(score).find((each) => each.rule === rule.id);
  return {
    look: lookOf(result.verdict, rule) ?? "unassessed",
    to:
      finding === undefined
        ? { page: "rule", rule: rule.id }
        : { ...at, anchor: anchors.finding(rule.id, finding.subject.kind, finding.subject.name) },
    rule: rule.id,
    verdict: describeVerdict(result.verdict, rule),
    reason: result.reason === null ? null : toPlainText(result.reason),
    title: rule.title,
  };
}

/** `60 of 71 points, 96% assessed, 1 justified; 7 rules had nothing to check`. */
function summarise({ points, coverage }: RelationScore, applied: readonly Judged[], idle: number): string {
  const total = points.pass + points.fail;
  const of = (verdict: Verdict) => applied.filter(({ result }) => result.verdict === verdict).length;
  const parts = [
    total === 0 ? "no points to give" : `${points.pass} of ${total} points`,
    ...(coverage === null ? [] : [`${coverage}% assessed`]),
    ...(["justified", "waived"] as const)
      .filter((verdict) => of(verdict) > 0)
      .map((verdict) => `${of(verdict)} ${verdict}`),
  ];
  return parts.join(", ") + (idle === 0 ? "" : `; ${count(idle, "rule")} had nothing to check`);
}
