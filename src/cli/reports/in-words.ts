/** Counts, grades and order of what several reports say alike. */
import { compareText } from "../../model/names.ts";
import type { RelationScore, Scorecard } from "../../model/scorecard.ts";
import { count } from "../../model/sentence.ts";
import { countOldFindings } from "../../score/old-migrations.ts";
import { buildTally, isHeard, isOpen, isWeighed, type Report } from "./report.ts";

/** `B, 83 of 100` or `unrated`. */
export function formatGradeText({ grade, score }: { grade: string | null; score: number | null }): string {
  return grade === null ? `unrated${score === null ? "" : `, ${score} of 100`}` : `${grade}, ${score} of 100`;
}

/** `31 findings: 6 errors, 22 warnings, 3 excused; 4 beyond the guide`. */
export function formatFindingsText({ findings, rules }: Pick<Scorecard, "findings" | "rules">): string {
  const beyond = new Set(rules.filter(({ profile }) => profile === "extended").map(({ id }) => id));
  const counted = findings.filter(({ rule }) => !beyond.has(rule));
  const open = counted.filter(isOpen);
  const { error, warning, information } = buildTally(open);
  const parts = [count(error, "error"), count(warning, "warning")];
  if (information > 0) parts.push(`${information} for information`);
  if (counted.length > open.length) parts.push(`${counted.length - open.length} excused`);
  const others = findings.length === counted.length ? "" : `; ${findings.length - counted.length} beyond the guide`;
  return `${count(counted.length, "finding")}: ${parts.join(", ")}${others}`;
}

/** The worst rated relations first; ties by name. Unrated ones are not among them. */
export function worstFirst(relations: readonly RelationScore[]): RelationScore[] {
  return relations
    .filter((relation) => relation.score !== null)
    .sort(
      (a, b) =>
        (a.score as number) - (b.score as number) || compareText(a.schema, b.schema) || compareText(a.name, b.name),
    );
}

/** `4 new, 27 in the baseline`; `null` where no baseline was asked for. */
export function formatBaselineWords({ scorecard, baseline }: Pick<Report, "scorecard" | "baseline">): string | null {
  if (baseline === null) return null;
  const heard = scorecard.findings.filter((finding) => isHeard({ baseline }, finding)).length;
  return `${heard} new, ${scorecard.findings.filter(isOpen).length - heard} in the baseline`;
}

/** `3 relations excluded by the config`; `null` where none is. */
export function formatExcludedWords({ excluded }: Pick<Report, "excluded">): string | null {
  return excluded === 0 ? null : `${count(excluded, "relation")} excluded by the config`;
}

/** `7 findings on migrations from before migrationsSince cost nothing`; `null` where there are none. */
export function formatOldWords({ scorecard }: Pick<Report, "scorecard">): string | null {
  const old = countOldFindings(scorecard);
  if (old === 0) return null;
  return `${count(old, "finding")} on migrations from before migrationsSince ${old === 1 ? "costs" : "cost"} nothing`;
}

/** `2 errors beyond the guide fail no run …`; `null` where there are none. */
export function formatUnweighedWords(report: Pick<Report, "scorecard" | "baseline" | "weighed">): string | null {
  const unweighed = report.scorecard.findings.filter(
    (finding) => isHeard(report, finding) && !isWeighed(report, finding),
  );
  const { error } = buildTally(unweighed);
  if (error === 0) return null;
  const fail = error === 1 ? "fails" : "fail";
  const rules = error === 1 ? "its rule" : "their rules";
  return `${count(error, "error")} beyond the guide ${fail} no run, unless the config gives ${rules} a severity`;
}
