/** The report for a terminal: findings by table, worst table first, and what to do next. */
import pc from "picocolors";
import type { Catalog } from "../../model/catalog.ts";
import { quoteQualified } from "../../model/names.ts";
import type { Finding, Scorecard } from "../../model/scorecard.ts";
import type { Sentence } from "../../model/sentence.ts";
import { toLevel } from "../../model/verdict.ts";
import { printable } from "./printable.ts";
import { toFindingsText, toGradeText, worstFirst } from "./summary.ts";

interface Style {
  colour: boolean;
  width: number;
}

/** Ends with a line break. Control characters in names and comments do not reach the terminal. */
export function toTextReport(catalog: Catalog, scorecard: Scorecard, style: Style): string {
  const { bold, dim } = pc.createColors(style.colour);
  const open = scorecard.findings.filter((finding) => finding.verdict !== "justified" && finding.verdict !== "waived");
  const byRelation = Map.groupBy(open, ({ subject }) => keyOf(subject.schema, subject.relation));
  const lines: string[] = [];
  const unrated = scorecard.relations.filter((relation) => relation.score === null);
  for (const relation of [...worstFirst(scorecard.relations), ...unrated]) {
    const key = keyOf(relation.schema, relation.name);
    const own = byRelation.get(key);
    if (own === undefined) continue;
    byRelation.delete(key);
    const name = quoteQualified(relation.schema, relation.name);
    lines.push(`${bold(printable(name))}  ${dim(toGradeText(relation))}`);
    lines.push(...own.flatMap((finding) => toLines(finding, style)), "");
  }
  const others = [...byRelation.values()].flat();
  if (others.length > 0) {
    lines.push(bold("The project"), ...others.flatMap((finding) => toLines(finding, style)), "");
  }
  const { tables, operations } = scorecard.scores;
  lines.push(
    `${bold(printable(catalog.source.name))}  tables ${toGradeText(tables)}  operations ${toGradeText(operations)}`,
    toFindingsText(scorecard.findings),
  );
  if (tables.score !== null) {
    const { pass, fail } = tables.points;
    lines.push(dim(`tables: ${pass} / (${pass}+${fail}) = ${tables.score}, ${tables.coverage} % assessed`));
  }
  if (open.some((finding) => finding.remedy !== null)) {
    lines.push("", "Next: the SQL under a finding mends it; `cartulary build` shows each rule's page and reason.");
  }
  return `${lines.join("\n")}\n`;
}

/** Schema and relation as one map key; a zero byte cannot be in an identifier. */
function keyOf(schema: string | null, relation: string | null): string {
  return `${schema ?? ""}\0${relation ?? ""}`;
}

function toLines(finding: Finding, { colour, width }: Style): string[] {
  const { red, yellow, dim } = pc.createColors(colour);
  const level = toLevel(finding.severity);
  const label = level === "error" ? red("error  ") : level === "warning" ? yellow("warning") : dim("info   ");
  const indent = " ".repeat(10);
  const text = wrap(toTerminalText(finding.message), Math.max(width - indent.length, 40));
  const lines = text.map((line, index) => (index === 0 ? `  ${label} ${line}` : `${indent}${line}`));
  lines.push(`${indent}${dim(`${finding.rule}  ${printable(finding.waiverKey)}`)}`);
  for (const statement of finding.remedy?.sql ?? []) lines.push(`${indent}${printable(statement)};`);
  return lines;
}

function toTerminalText(sentence: Sentence): string {
  return printable(sentence.map((part) => (typeof part === "string" ? part : part.code)).join(""));
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
