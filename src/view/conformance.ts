/** The conformance strip of a relation, the arithmetic behind its grade, and the seal. */
import type { AppliedRule, Grade, RelationScore, RuleResult, Score } from "../model/scorecard.ts";
import { toPlainText } from "../model/sentence.ts";
import { groupSchema, toLevel, type Verdict } from "../model/verdict.ts";
import { count, type Prose, toProse } from "./inline.ts";
import type { Site } from "./site.ts";
import { anchors, paths, toHref } from "./urls.ts";

/** How a verdict looks: a failure by its rule's level, which is `information` where no points hang on it; excused is waived or justified. */
export type Look = "met" | "error" | "warning" | "information" | "excused" | "unassessed";

/** The levels of failures for people, in cells, legends and counts. */
export const LEVEL_WORDS = { error: "error", warning: "warning", information: "for information" } as const;

export interface Cell {
  look: Look;
  href: string;
  /** The rule, the verdict in words, and the rule's sentence. */
  label: string;
}

export interface StripGroup {
  name: string;
  /** `5/6`: rules met of those judged; `null` where none was judged. */
  tally: string | null;
  cells: Cell[];
}

/** A ring with grade and score. */
export interface Seal {
  /** `–` where it is unrated. */
  grade: string;
  score: number | null;
  /** For colour: the grade, or `null`. */
  mark: Grade | null;
  label: string;
  /** Part of the ring that is drawn, 0 to 100. */
  arc: number;
}

export interface Conformance {
  /** `60 of 71 points, 96% assessed, 1 justified; 7 rules had nothing to check`. */
  summary: string;
  strip: StripGroup[];
  /** How the grade came about, one sentence a line. */
  arithmetic: string[];
  /** Rules that had nothing to judge here, and why. */
  nothingToCheck: { rule: string; href: string; reason: Prose }[];
}

export function toLook(verdict: Verdict, rule: Pick<AppliedRule, "severity">): Look | null {
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

/** A verdict for people. */
export function toWords(verdict: Verdict, rule: Pick<AppliedRule, "severity">): string {
  if (verdict === "pass") return "met";
  if (verdict === "fail") return LEVEL_WORDS[toLevel(rule.severity)];
  return verdict === "n.a." ? "nothing to check" : verdict;
}

export function toSeal({ score, grade, coverage }: Score): Seal {
  const label =
    grade === null
      ? score === null
        ? "Unrated: nothing was judged"
        : `Unrated: ${coverage ?? 0}% assessed, ${score} of 100`
      : `Grade ${grade}, ${score} of 100`;
  return { grade: grade ?? "–", score, mark: grade, label, arc: score ?? 0 };
}

export function toConformance(site: Site, path: string, score: RelationScore): Conformance {
  const judged = score.results.flatMap((result) => {
    const rule = site.rules.get(result.rule);
    return rule === undefined || rule.profile === "extended" ? [] : [{ rule, result }];
  });
  const idle = judged.filter(({ result }) => result.verdict === "n.a.");
  return {
    summary: toSummary(
      score,
      judged.map(({ result }) => result.verdict),
      idle.length,
    ),
    strip: groupSchema.options.flatMap((name) => {
      const own = judged.filter(({ rule, result }) => rule.group === name && result.verdict !== "n.a.");
      if (own.length === 0) return [];
      return [
        {
          name,
          tally: toTally(own.map(({ result }) => result.verdict)),
          cells: own.map((each) => toCell(site, path, score, each)),
        },
      ];
    }),
    arithmetic: toArithmetic(score),
    nothingToCheck: idle.map(({ rule, result }) => ({
      rule: rule.id,
      href: toHref(path, paths.rule(rule.id)),
      reason: toProse(result.reason ?? [`no ${rule.subjects} here`]),
    })),
  };
}

/** `5/6`; excused rules are in neither number. */
export function toTally(verdicts: readonly Verdict[]): string | null {
  const met = verdicts.filter((verdict) => verdict === "pass" || verdict === "attested").length;
  const failed = verdicts.filter((verdict) => verdict === "fail" || verdict === "stale").length;
  return met + failed === 0 ? null : `${met}/${met + failed}`;
}

function toCell(
  site: Site,
  path: string,
  score: RelationScore,
  { rule, result }: { rule: AppliedRule; result: RuleResult },
): Cell {
  const look = toLook(result.verdict, rule) ?? "unassessed";
  const finding = site.findingsOf(score).find((each) => each.rule === rule.id);
  const said = result.reason === null ? rule.title : toPlainText(result.reason);
  return {
    look,
    href:
      finding === undefined
        ? toHref(path, paths.rule(rule.id))
        : `#${anchors.finding(rule.id, finding.subject.kind, finding.subject.name)}`,
    label: `${rule.id}, ${toWords(result.verdict, rule)}: ${said}`,
  };
}

function toSummary({ points, coverage }: RelationScore, verdicts: readonly Verdict[], idle: number): string {
  const total = points.pass + points.fail;
  const of = (verdict: Verdict) => verdicts.filter((each) => each === verdict).length;
  const parts = [
    total === 0 ? "no points to give" : `${points.pass} of ${total} points`,
    ...(coverage === null ? [] : [`${coverage}% assessed`]),
    ...(["justified", "waived"] as const)
      .filter((verdict) => of(verdict) > 0)
      .map((verdict) => `${of(verdict)} ${verdict}`),
  ];
  return parts.join(", ") + (idle === 0 ? "" : `; ${count(idle, "rule")} had nothing to check`);
}

/** The sums in full, so that a reader can check the grade. */
export function toArithmetic(score: Score & { caps?: RelationScore["caps"] }): string[] {
  const { pass, fail, excused, unassessed } = score.points;
  const lines: string[] = [];
  if (score.score !== null)
    lines.push(
      `Score: 100 × ${pass} / (${pass} + ${fail}) = ${score.score}, points met over points judged, rounded down.`,
    );
  if (score.coverage !== null) {
    const known = pass + fail + excused;
    lines.push(
      `Assessed: 100 × ${known} / (${known} + ${unassessed}) = ${score.coverage}%. Waived or justified rules weigh ${excused} and count neither way; ${unassessed} could not be assessed.`,
    );
  }
  if (score.caps === undefined && score.grade === null && score.score !== null)
    lines.push("Unrated: less than 60% could be assessed.");
  for (const cap of score.caps ?? [])
    lines.push(cap.grade === null ? `Unrated: ${cap.reason}.` : `Held at ${cap.grade}: ${cap.reason}.`);
  return lines;
}
