/** A relation's page as Markdown. */
import { quoteQualified } from "../../model/names.ts";
import type { FindingGroup, FindingParts } from "../finding-groups.ts";
import type { HistoryEntry } from "../history-list.ts";
import type { RelationPage } from "../relation-page.ts";
import {
  toBlock,
  toCode,
  toCommentText,
  toDocument,
  toInline,
  toLine,
  toLink,
  toList,
  toSection,
  toTable,
  toText,
} from "./markdown.ts";

export function toRelationTwin(schema: string, page: RelationPage): string {
  return toDocument([
    `# ${toCode(quoteQualified(schema, page.name))}`,
    page.chips.map(toText).join(", ") + (page.seal === null ? "" : `. ${page.seal.label}.`),
    toCommentText(page.lead),
    toList(page.facts.map(({ label, value }) => `${label}: ${toLine(value)}`)),
    ...(page.conformance === null
      ? [page.unjudged ?? ""]
      : toSection(
          "Conformance",
          `${page.conformance.summary}.`,
          toList(page.conformance.strip.map(({ name, tally }) => (tally === null ? name : `${name} ${tally}`))),
          toList(page.conformance.arithmetic),
        )),
    ...toFindingSections(page),
    ...toSection("Diagram", page.diagram === null ? "" : toBlock("mermaid", page.diagram.mermaid)),
    ...toSection("Columns", toColumns(page)),
    ...toSection(
      "Constraints",
      toTable(
        ["Constraint", "Kind", "Definition", "Comment"],
        page.constraints.map((row) => [
          toCode(row.name),
          [row.kind, ...row.states].join(", "),
          toCode(row.definition),
          toCommentText(row.comment),
        ]),
      ),
    ),
    ...toSection(
      "Indexes",
      toTable(
        ["Index", "Definition", "Serves", "Comment"],
        page.indexes.map((row) => [
          toCode(row.name),
          toCode(row.definition),
          [toLine(row.serves), ...row.states].filter((text) => text !== "").join(", "),
          toCommentText(row.comment),
        ]),
      ),
    ),
    ...toSection(
      "Referenced by",
      toTable(
        ["Table", "Foreign key", "Columns", "On delete"],
        page.referencedBy.map((row) => [
          toInline(row.relation),
          toInline(row.foreignKey),
          toText(row.columns),
          row.onDelete,
        ]),
      ),
    ),
    ...toSection("Read by", toLine(page.readBy)),
    ...toParts(page),
    ...toSection(
      "Design notes",
      toList(page.notes.map(({ title, href, about }) => `${toLink(toText(title), href)}. ${toText(about)}`)),
    ),
    ...toSection("History", ...page.history.map(toHistoryText)),
    ...toSection("Definition", page.definition === null ? "" : toBlock("sql", page.definition.text)),
  ]);
}

/** The findings of one place, and apart from them what is beyond the guide. */
export function toFindingSections({ findings, besides }: FindingParts): string[] {
  return [
    ...toSection("Findings", ...findings.groups.map(toFindingText)),
    ...toSection("Also worth knowing", ...besides.groups.map(toFindingText)),
  ];
}

function toColumns({ columns }: RelationPage): string {
  return toTable(
    ["Column", "Type", "Null", "Default", "Description"],
    columns.map((column) => [
      [toCode(column.name), ...column.marks.map(({ text }) => text)].join(" "),
      toCode(column.type),
      column.nullable ? "yes" : "no",
      column.value === null
        ? ""
        : `${toCode(column.value.text)}${column.value.note === null ? "" : ` ${column.value.note}`}`,
      [toCommentText(column.comment), ...column.remarks.map(toLine)].filter((text) => text !== "").join(" "),
    ]),
  );
}

function toParts(page: RelationPage): string[] {
  return [
    ...toSection(
      "Partitions",
      toTable(
        ["Partition", "Bound"],
        (page.partitions?.rows ?? []).map(({ name, bound }) => [toCode(name), toCode(bound)]),
      ),
    ),
    ...toSection(
      "Triggers",
      toTable(
        ["Trigger", "When", "Calls"],
        page.triggers.map((row) => [toCode(row.name), toText(row.when), toCode(row.calls)]),
      ),
    ),
    ...toSection("Rules", ...page.rules.map(({ definition }) => toBlock("sql", definition))),
    ...toSection(
      "Policies",
      page.rowSecurity ?? "",
      toTable(
        ["Policy", "For", "Roles", "Using", "With check"],
        page.policies.map((row) => [
          toCode(row.name),
          row.command,
          toText(row.roles),
          row.using === null ? "" : toCode(row.using),
          row.withCheck === null ? "" : toCode(row.withCheck),
        ]),
      ),
    ),
    ...toSection(
      "Privileges",
      toTable(
        ["Role", "May"],
        page.privileges.map((row) => [toCode(row.grantee), toText(row.privileges)]),
      ),
    ),
  ];
}

export function toFindingText(group: FindingGroup): string {
  const rule = group.rule.href === null ? group.rule.id : toLink(group.rule.id, group.rule.href);
  const because = group.excuse.length > 0 ? toLine(group.excuse) : (group.why ?? "");
  return [
    `**${group.tag.text}**, ${rule}${because === "" ? "" : `: ${because}`}`,
    toList(group.items.map(({ message }) => toLine(message))),
    group.more.length > 0 ? `And ${group.more.length} more.` : "",
    toEvidenceText(group),
    group.remedy === null ? "" : `${toBlock("sql", group.remedy.text)}\n\n${toText(group.remedy.lock)}`,
  ]
    .filter((text) => text !== "")
    .join("\n\n");
}

function toEvidenceText({ evidence }: FindingGroup): string {
  const lines = evidence.flatMap(({ about, facts }) =>
    facts.map(({ name, value }) => `${about === null ? "" : `${toCode(about)}, `}${toText(name)}: ${toCode(value)}`),
  );
  return lines.length === 0 ? "" : `Evidence:\n\n${toList(lines)}`;
}

/** Signs at the start of a line would begin a list in Markdown. */
export const ACTIONS = { "+": "added", "−": "removed", "~": "changed" } as const;

export function toHistoryText({ title, href, when, lines, more }: HistoryEntry): string {
  return [
    `**${toLink(toText(title), href)}**${when === null ? "" : ` ${when}`}`,
    toList([
      ...lines.map(({ sign, text }) => `${ACTIONS[sign]} ${toLine(text)}`),
      ...(more > 0 ? [`and ${more} more`] : []),
    ]),
  ].join("\n\n");
}
