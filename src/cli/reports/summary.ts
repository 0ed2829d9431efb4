/** The few lines after a build. */
import pc from "picocolors";
import { compareText, quoteQualified } from "../../model/names.ts";
import type { Finding, RelationScore, Scorecard } from "../../model/scorecard.ts";
import { toLevel } from "../../model/verdict.ts";
import type { Stage } from "../progress.ts";
import { printable } from "./printable.ts";

const WORST = 5;

/** `3 tables`, `1 table`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}

/** `B, 83 of 100` or `unrated`. */
export function toGradeText({ grade, score }: { grade: string | null; score: number | null }): string {
  return grade === null ? `unrated${score === null ? "" : `, ${score} of 100`}` : `${grade}, ${score} of 100`;
}

/** `31 findings: 6 errors, 22 warnings, 3 excused`. */
export function toFindingsText(findings: readonly Finding[]): string {
  const open = findings.filter((finding) => finding.verdict === "fail" || finding.verdict === "stale");
  const errors = open.filter((finding) => toLevel(finding.severity) === "error").length;
  const warnings = open.filter((finding) => toLevel(finding.severity) === "warning").length;
  const parts = [count(errors, "error"), count(warnings, "warning")];
  if (open.length > errors + warnings) parts.push(`${open.length - errors - warnings} for information`);
  if (findings.length > open.length) parts.push(`${findings.length - open.length} excused`);
  return `${count(findings.length, "finding")}: ${parts.join(", ")}`;
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

export function toSummary(
  scorecard: Scorecard,
  {
    title,
    stages,
    files,
    path,
    colour,
  }: { title: string; stages: readonly Stage[]; files: number; path: string; colour: boolean },
): string {
  const { bold, dim } = pc.createColors(colour);
  const { tables, operations } = scorecard.scores;
  const lines = [
    "",
    `${bold(printable(title))}  ${count(scorecard.relations.length, "table")}, grade ${bold(toGradeText(tables))}`,
    `  ${toFindingsText(scorecard.findings)}`,
    `  operations ${toGradeText(operations)}`,
  ];
  const worst = worstFirst(scorecard.relations).slice(0, WORST);
  if (worst.length > 0) {
    lines.push("", "Worst tables");
    const width = Math.max(...worst.map((relation) => nameOf(relation).length));
    for (const relation of worst) {
      const failed = relation.results.filter((result) => result.verdict === "fail").map((result) => result.rule);
      const shown = failed.slice(0, 3).join(", ") + (failed.length > 3 ? ` and ${failed.length - 3} more` : "");
      const name = nameOf(relation).padEnd(width);
      lines.push(`  ${relation.grade ?? "-"} ${String(relation.score).padStart(3)}  ${name}  ${dim(shown)}`);
    }
  }
  const total = stages.reduce((sum, stage) => sum + stage.seconds, 0);
  lines.push("", "Time");
  for (const stage of stages) lines.push(`  ${stage.seconds.toFixed(1).padStart(5)} s  ${stage.name}`);
  lines.push(`  ${total.toFixed(1).padStart(5)} s  in all`);
  lines.push("", `${count(files, "file")} written. Open ${bold(path)}`, "");
  return lines.join("\n");
}

function nameOf(relation: RelationScore): string {
  return printable(quoteQualified(relation.schema, relation.name));
}
