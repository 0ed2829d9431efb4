/** Findings for a terminal by table, worst table first, then by rule. */
import pc from "picocolors";
import { quoteQualified } from "../../model/names.ts";
import type { Finding } from "../../model/scorecard.ts";
import { count } from "../../model/sentence.ts";
import { toLevel } from "../../model/verdict.ts";
import { sayMending } from "../../score/findings.ts";
import { listFurtherEvidence } from "../../score/further-evidence.ts";
import { formatGradeText, worstFirst } from "./in-words.ts";
import { printable } from "./printable.ts";
import { groupByTable, type Report, type Style } from "./report.ts";
import { behind, indented, levelLabels, toTerminalText } from "./terminal.ts";

/** Columns before a finding's text: two, the level, a space. */
const INDENT = 10;

/** One block a table, worst table first; what belongs to none comes last. */
export function* formatByTable(
  { scorecard, style }: Pick<Report, "scorecard" | "style">,
  heard: readonly Finding[],
): Iterable<string> {
  const { bold, dim } = pc.createColors(style.colour);
  const byTable = groupByTable(heard);
  const unrated = scorecard.relations.filter((relation) => relation.score === null);
  for (const relation of [...worstFirst(scorecard.relations), ...unrated]) {
    const name = quoteQualified(relation.schema, relation.name);
    const own = byTable.get(name);
    if (own === undefined) continue;
    byTable.delete(name);
    yield formatBlock(`${bold(printable(name))}  ${dim(formatGradeText(relation))}`, formatFindingLines(own, style));
  }
  const others = [...byTable.values()].flat();
  if (others.length > 0) yield formatBlock(bold("The project"), formatFindingLines(others, style));
}

function formatBlock(heading: string, lines: readonly string[]): string {
  return `${[heading, ...lines].join("\n")}\n\n`;
}

/**
 * Findings by rule: its level and id, then each finding with the SQL that mends it.
 * @param more `whole`: with the evidence, and what the SQL locks
 */
export function formatFindingLines(
  findings: readonly Finding[],
  { colour, width }: Style,
  { whole }: { whole: boolean } = { whole: false },
): string[] {
  const colours = pc.createColors(colour);
  const { dim } = colours;
  const labels = levelLabels(colours);
  return [...Map.groupBy(findings, (finding) => finding.rule)].flatMap(([rule, own]) => {
    const label = labels[toLevel((own[0] as Finding).severity)];
    const number = own.length === 1 ? "" : dim(`, ${count(own.length, "finding")}`);
    return [
      `  ${label} ${rule}${number}`,
      ...own.flatMap((finding, index) => [
        ...indented(toTerminalText(finding.message, colours), INDENT, width),
        ...(whole ? listFurtherEvidence(finding) : []).flatMap(({ name, value }) =>
          behind(`${" ".repeat(INDENT + 2)}${dim(`${name}:`)} `, printable(value), width),
        ),
        ...(finding.remedy?.sql ?? []).map((statement) => `${" ".repeat(INDENT + 2)}${printable(statement)};`),
        // Once for neighbours that cost the same.
        ...(whole && own.slice(index + 1, index + 2).map(sayMending)[0] !== sayMending(finding)
          ? indented(sayMending(finding), INDENT + 2, width).map(dim)
          : []),
      ]),
    ];
  });
}
