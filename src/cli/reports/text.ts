/** The report for a terminal: findings by rule or by table; and what to do next. */
import pc from "picocolors";
import type { Finding } from "../../model/scorecard.ts";
import { formatScoreSum } from "../../score/arithmetic.ts";
import {
  formatBaselineWords,
  formatExcludedWords,
  formatFindingsText,
  formatGradeText,
  formatOldWords,
  formatUnweighedWords,
} from "./in-words.ts";
import { formatNextLines } from "./next-lines.ts";
import { printable } from "./printable.ts";
import { isHeard, type Report, type Reporter } from "./report.ts";
import { formatByRule } from "./rule-findings-text.ts";
import { formatByTable } from "./table-findings-text.ts";
import { indented, toTerminalText } from "./terminal.ts";

/** Lines of a report by rule, of whatever size the schema is: what somebody reads. */
const PAGE = 100;

export const text: Reporter = function* (report) {
  const heard = report.scorecard.findings.filter((finding) => isHeard(report, finding));
  const closing = `${formatClosingLines(report, heard).join("\n")}\n`;
  if (report.by === "table") yield* formatByTable(report, heard);
  else yield* formatByRule(report, heard, PAGE - closing.split("\n").length + 1);
  yield closing;
};

function formatClosingLines(report: Report, heard: readonly Finding[]): string[] {
  const { scorecard, title, style } = report;
  const { bold, dim } = pc.createColors(style.colour);
  const { tables, migrations, operations } = scorecard.scores;
  const lines = [`${bold(printable(title))}  tables ${bold(formatGradeText(tables))}`];
  const sum = formatScoreSum(tables);
  if (sum !== null) lines.push(dim(`  ${sum}, ${tables.coverage} % assessed`));
  if (migrations.coverage !== null) lines.push(`  migrations ${formatGradeText(migrations)}`);
  if (operations.coverage !== null) lines.push(`  operations ${formatGradeText(operations)}`);
  lines.push(...indented(formatFindingsText(scorecard), 2, style.width));
  for (const words of [
    formatUnweighedWords(report),
    formatOldWords(report),
    formatBaselineWords(report),
    formatExcludedWords(report),
  ])
    if (words !== null) lines.push(...indented(words, 2, style.width));
  if (report.house !== null)
    lines.push(...indented(toTerminalText(report.house, pc.createColors(style.colour)), 2, style.width));
  return [...lines, "", ...formatNextLines(report, heard)];
}
