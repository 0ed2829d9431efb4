/** A column, constraint or index explained in the terminal: what it is, and what is said of it. */
import pc from "picocolors";
import { readLabels, stripTags } from "../../model/comment-tags.ts";
import { toObjectKey } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { Scorecard } from "../../model/scorecard.ts";
import { formatExcusedLines } from "./excused-lines.ts";
import { printable } from "./printable.ts";
import { isOpen, type Style } from "./report.ts";
import { formatFindingLines } from "./table-findings-text.ts";
import { indented } from "./terminal.ts";

export type Part = Relation["columns"][number] | Relation["constraints"][number] | Relation["indexes"][number];

/** Ends with a line break. */
export function formatPartText(relation: Relation, part: Part, scorecard: Scorecard, style: Style): string {
  const { bold, dim } = pc.createColors(style.colour);
  const key = toObjectKey(relation.schema, relation.name, part);
  const own = scorecard.findings.filter(
    ({ subject }) =>
      subject.schema === relation.schema &&
      subject.relation === relation.name &&
      subject.kind === part.kind &&
      subject.name === part.name,
  );
  const open = own.filter(isOpen);
  const excused = own.filter((finding) => !isOpen(finding));
  const comment = part.comment === null ? "" : stripTags(part.comment);
  const lines = [
    `${bold(printable(key))}  ${part.kind}`,
    ...indented(printable(formatDefinition(part)), 2, style.width),
    ...(comment === "" ? [] : indented(printable(comment), 2, style.width).map(dim)),
    ...formatSignLines(part.comment ?? "").flatMap((line) => indented(printable(line), 2, style.width).map(dim)),
    "",
    ...(open.length === 0 ? ["  No rule fails it."] : formatFindingLines(open, style, { whole: true })),
    ...formatExcusedLines(excused, scorecard, style),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

/** What the comment's tags say beside decisions. */
function formatSignLines(comment: string): string[] {
  const { owner, references } = readLabels(comment);
  return [...(owner === null ? [] : [`kept by ${owner}`]), ...references.map((text) => `see ${text}`)];
}

function formatDefinition(part: Part): string {
  if (part.kind !== "column") return part.definition;
  const { type, nullable, default: value, generated, identity } = part;
  return [
    type,
    ...(nullable ? [] : ["NOT NULL"]),
    ...(value === null || generated !== null ? [] : [`DEFAULT ${value}`]),
    ...(generated === null ? [] : [`generated as ${value}`]),
    ...(identity === null ? [] : ["identity"]),
  ].join(" ");
}
