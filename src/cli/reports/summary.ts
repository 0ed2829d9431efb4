/** The few lines after a build. */
import pc from "picocolors";
import { quoteQualified } from "../../model/names.ts";
import type { RelationScore, Scorecard } from "../../model/scorecard.ts";
import { count } from "../../model/sentence.ts";
import type { Stage } from "../terminal/progress.ts";
import { formatFindingsText, formatGradeText, worstFirst } from "./in-words.ts";
import { printable } from "./printable.ts";

const WORST = 5;

export function formatSummary(
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
  const { tables, migrations, operations } = scorecard.scores;
  const lines = [
    "",
    `${bold(printable(title))}  ${count(scorecard.relations.length, "table")}, grade ${bold(formatGradeText(tables))}`,
    `  ${formatFindingsText(scorecard)}`,
    ...(migrations.coverage === null ? [] : [`  migrations ${formatGradeText(migrations)}`]),
    `  operations ${formatGradeText(operations)}`,
  ];
  const weights = new Map(scorecard.rules.map(({ id, weight, score }) => [id, score === "tables" ? weight : 0]));
  const weightOf = (rule: string) => weights.get(rule) ?? 0;
  const worst = worstFirst(scorecard.relations).slice(0, WORST);
  if (worst.length > 0) {
    lines.push("", "Worst tables");
    const width = Math.max(...worst.map((relation) => nameOf(relation).length));
    for (const relation of worst) {
      const failed = relation.results
        .filter(({ rule, verdict }) => verdict === "fail" && weightOf(rule) > 0)
        .map(({ rule }) => rule)
        .sort((a, b) => weightOf(b) - weightOf(a));
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
