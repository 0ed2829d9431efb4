/** The report for a terminal: findings by table, worst table first, then by rule; and what to do next. */
import pc from "picocolors";
import { quoteQualified } from "../../model/names.ts";
import type { Finding } from "../../model/scorecard.ts";
import { count } from "../../model/sentence.ts";
import { toLevel } from "../../model/verdict.ts";
import { formatRiseText, formatScoreSum } from "../../score/arithmetic.ts";
import { sayMending } from "../../score/findings.ts";
import { listFurtherEvidence } from "../../score/further-evidence.ts";
import { computeGains, type Gain } from "../../score/gains.ts";
import {
  formatBaselineWords,
  formatExcludedWords,
  formatFindingsText,
  formatGradeText,
  formatUnweighedWords,
  worstFirst,
} from "./in-words.ts";
import { printable } from "./printable.ts";
import { groupByTable, isHeard, type Report, type Reporter, type Style } from "./report.ts";
import { toShellWord } from "./shell-word.ts";
import { behind, indented, padded, toTerminalText, widest } from "./terminal.ts";

/** Columns before a finding's text: two, the level, a space. */
const INDENT = 10;
/** What is named under "Next". */
const NEXT = 3;

export const text: Reporter = function* (report) {
  const { scorecard, style } = report;
  const { bold, dim } = pc.createColors(style.colour);
  const heard = scorecard.findings.filter((finding) => isHeard(report, finding));
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
  yield `${formatClosingLines(report, heard).join("\n")}\n`;
};

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
  const { red, yellow, dim } = colours;
  const labels = { error: red("error  "), warning: yellow("warning"), information: dim("info   ") };
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
  for (const words of [formatUnweighedWords(report), formatBaselineWords(report), formatExcludedWords(report)])
    if (words !== null) lines.push(...indented(words, 2, style.width));
  return [...lines, "", ...formatNextLines(report, heard)];
}

/** The mends that raise a score most, and the commands that tell more. */
function formatNextLines({ scorecard, style, sameSource }: Report, heard: readonly Finding[]): string[] {
  const { bold, dim } = pc.createColors(style.colour);
  const [first] = heard;
  if (first === undefined)
    return [scorecard.relations.length === 0 ? "There is no table to mark." : "Nothing to mend."];
  const asked = new Set(heard.map(({ rule, subject }) => keyOf(rule, subject.schema, subject.relation)));
  const gains = computeGains(scorecard).filter((gain) => asked.has(keyOf(gain.rule, gain.schema, gain.relation)));
  const best = gains.slice(0, NEXT);
  const names = best.map((gain) => `${gain.rule} ${formatPlaceText(gain)}`);
  const width = widest(names);
  const rows = best.flatMap((gain, index) => {
    const rise = `${formatRiseText(gain.rise)} of the ${gain.score} score`;
    const text = `${count(gain.failures, "finding")}, ${rise}`;
    return behind(`  ${padded(names[index] as string, width)}  `, dim(text), style.width);
  });
  const rule = best[0]?.rule ?? first.rule;
  const table = best.find((gain) => gain.relation !== null) ?? first.subject;
  const commands: [command: string, what: string][] = [
    [`cartulary explain ${rule}`, "why, how to fix it, when to waive it"],
    ...(table.schema === null || table.relation === null
      ? []
      : [buildTableCommand(quoteQualified(table.schema, table.relation), sameSource)]),
  ];
  const wide = widest(commands.map(([command]) => command));
  return [
    bold("Next"),
    ...rows,
    ...commands.flatMap(([command, what]) => behind(`  ${bold(padded(command, wide))}  `, dim(what), style.width)),
  ];
}

function buildTableCommand(table: string, sameSource: string): [command: string, what: string] {
  return [`cartulary explain ${toShellWord(table)}${sameSource}`, "its marks, and what would raise them most"];
}

function formatPlaceText({ schema, relation }: Gain): string {
  return schema === null || relation === null ? "in the project" : `on ${printable(quoteQualified(schema, relation))}`;
}

/** A zero byte cannot be in an identifier. */
function keyOf(rule: string, schema: string | null, relation: string | null): string {
  return [rule, schema ?? "", relation ?? ""].join("\0");
}
