/** Markdown for a pull request or a job's summary: short, by rule or by table. */
import { quoteQualified } from "../../model/names.ts";
import type { Finding } from "../../model/scorecard.ts";
import { count } from "../../model/sentence.ts";
import { toLevel } from "../../model/verdict.ts";
import { formatRiseText, formatScoreSum } from "../../score/arithmetic.ts";
import { computeGains, type Gain } from "../../score/gains.ts";
import { fileOf } from "../../view/urls.ts";
import {
  formatBaselineWords,
  formatExcludedWords,
  formatFindingsText,
  formatGradeText,
  formatOldWords,
  formatUnweighedWords,
  worstFirst,
} from "./in-words.ts";
import { formatMarkdown, formatMarkdownText, toCodeSpan } from "./markdown-escape.ts";
import { buildTally, groupByTable, isHeard, type Report, type Reporter } from "./report.ts";
import { formatRise, groupByDecision, nameWorst } from "./rule-order.ts";

/** A pull request's comment holds 65,536 characters, and a reader fewer. */
const MOST_TABLES = 20;
const MOST_FINDINGS = 30;

export const markdown: Reporter = function* (report) {
  const { scorecard, title } = report;
  const heard = scorecard.findings.filter((finding) => isHeard(report, finding));
  const { tables, migrations, operations } = scorecard.scores;
  yield `### ${formatMarkdownText(title)}: ${formatGradeText(tables)}\n\n`;
  const sum = formatScoreSum(tables);
  const lines = [
    ...(sum === null ? [] : [`Tables ${sum}, ${tables.coverage} % assessed.`]),
    ...(migrations.coverage === null ? [] : [`Migrations ${formatGradeText(migrations)}.`]),
    ...(operations.coverage === null ? [] : [`Operations ${formatGradeText(operations)}.`]),
  ];
  if (lines.length > 0) yield `${lines.join(" ")}\n\n`;
  const said = [
    formatFindingsText(scorecard),
    formatUnweighedWords(report),
    formatBaselineWords(report),
    formatOldWords(report),
    formatExcludedWords(report),
  ];
  yield `${said.flatMap((words) => (words === null ? [] : [`${words}.`])).join(" ")}\n`;
  if (report.house !== null) yield `\n${formatMarkdown(report.house)}\n`;
  if (report.by === "table") yield* formatTables(report, heard);
  else yield* formatRules(report, heard);
  yield* formatList(report, heard);
};

/** One row a rule, which is one decision. */
function* formatRules(report: Report, heard: readonly Finding[]): Iterable<string> {
  const groups = groupByDecision(report.scorecard, heard);
  if (groups.length === 0) return;
  yield "\n| Rule | Level | Findings | Tables | Mended it gives | Worst |\n| :-- | :-- | --: | --: | --: | :-- |\n";
  for (const group of groups) {
    const { rule, level, findings, places } = group;
    const worst = places.length === 0 ? "" : formatMarkdown(nameWorst(places));
    yield `| ${formatRuleLink(rule, report)} | ${level} | ${findings.length} | ${places.length} | ${formatRise(group)} | ${worst} |\n`;
  }
}

function* formatTables(report: Report, heard: readonly Finding[]): Iterable<string> {
  const byTable = groupByTable(heard);
  const gains = new Map<string, Gain>();
  for (const gain of computeGains(report.scorecard)) {
    const key = gain.schema === null || gain.relation === null ? "" : quoteQualified(gain.schema, gain.relation);
    if (!gains.has(key)) gains.set(key, gain);
  }
  const unrated = report.scorecard.relations.filter((relation) => relation.score === null);
  const rows = [...worstFirst(report.scorecard.relations), ...unrated].flatMap((relation) => {
    const name = quoteQualified(relation.schema, relation.name);
    const own = byTable.get(name);
    if (own === undefined) return [];
    const { error, warning } = buildTally(own);
    const gain = gains.get(name);
    const first = gain === undefined ? "" : `${formatRuleLink(gain.rule, report)} ${formatRiseText(gain.rise)}`;
    return [`| ${toCodeSpan(name)} | ${formatGradeText(relation)} | ${error} | ${warning} | ${first} |\n`];
  });
  if (rows.length === 0) return;
  yield "\n| Table | Grade | Errors | Warnings | Raises the score most |\n| :-- | :-- | --: | --: | :-- |\n";
  yield* rows.slice(0, MOST_TABLES);
  if (rows.length > MOST_TABLES) yield `\nand ${count(rows.length - MOST_TABLES, "more table")}.\n`;
}

/** The findings themselves, folded, errors first. */
function* formatList(report: Report, heard: readonly Finding[]): Iterable<string> {
  if (heard.length === 0) return;
  yield `\n<details>\n<summary>${count(heard.length, report.baseline === null ? "finding" : "new finding")}</summary>\n\n`;
  for (const finding of heard.slice(0, MOST_FINDINGS)) yield `- ${formatItem(finding, report)}\n`;
  if (heard.length > MOST_FINDINGS) yield `- and ${heard.length - MOST_FINDINGS} more\n`;
  yield "\n</details>\n";
}

function formatItem(finding: Finding, report: Report): string {
  const { schema, relation } = finding.subject;
  const table = schema === null || relation === null ? "" : `${toCodeSpan(quoteQualified(schema, relation))}: `;
  const place = report.placeOf(finding);
  const made = place === null ? "" : `, ${toCodeSpan(`${place.file}:${place.line}`)}`;
  const level = toLevel(finding.severity) === "error" ? "**error**" : toLevel(finding.severity);
  return `${level} ${table}${formatMarkdown(finding.message)} (${formatRuleLink(finding.rule, report)}${made})`;
}

/** The rule's page where the site's address is known; faults in waivers have none. */
function formatRuleLink(rule: string, { siteUrl, scorecard }: Report): string {
  const span = toCodeSpan(rule);
  if (siteUrl === null || !scorecard.rules.some(({ id }) => id === rule)) return span;
  return `[${span}](${new URL(fileOf({ page: "rule", rule }), siteUrl).href})`;
}
