/** A relation's page as an object: everything that it shows, in its order. */
import { toMermaid, toNeighbourhood, toNeighbourhoodSvg } from "../diagram/index.ts";
import { quoteQualified } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import { toCodeLinks, toComment, toShown } from "./comment.ts";
import { toSignFacts, toSigns } from "./comment-signs.ts";
import { type Conformance, type Seal, toConformance, toSeal } from "./conformance.ts";
import { type FindingParts, toFindingParts } from "./finding-groups.ts";
import { type ContentsEntry, type Frame, toFrame } from "./frame.ts";
import { type HistoryEntry, toHistoryEntry, toStepTitle } from "./history-list.ts";
import { type Comment, count, type Inline, type Link, type Prose, toShortNumber, toSize } from "./inline.ts";
import { type NoteCard, toNoteCard } from "./note-card.ts";
import { type ColumnRow, toColumnRows } from "./relation-columns.ts";
import {
  type ConstraintRow,
  type IncomingRow,
  type IndexRow,
  toConstraintRows,
  toIncomingRows,
  toIndexRows,
} from "./relation-keys.ts";
import {
  type Definition,
  type PartitionRow,
  type PolicyRow,
  type PrivilegeRow,
  type TriggerRow,
  toDefinition,
  toPartitionRows,
  toPolicyRows,
  toPrivilegeRows,
  toReaders,
  toRelationLink,
  toTriggerRows,
} from "./relation-parts.ts";
import type { Site } from "./site.ts";
import { besides, paths, toHref } from "./urls.ts";

export interface Diagram {
  svg: string;
  mermaid: string;
}

/** One entry of the line of facts. */
export interface FactEntry {
  label: string;
  value: Prose;
  /** Set in the colour of failures. */
  alarming?: boolean;
}

export interface RelationPage extends FindingParts {
  frame: Frame;
  crumbs: (Link | string)[];
  name: string;
  chips: string[];
  seal: Seal | null;
  lead: Comment | null;
  facts: FactEntry[];
  conformance: Conformance | null;
  /** Why it is not judged; `null` where it is. */
  unjudged: string | null;
  diagram: Diagram | null;
  columns: ColumnRow[];
  constraints: ConstraintRow[];
  indexes: IndexRow[];
  /** Sizes and scans are known for an index. */
  measured: boolean;
  referencedBy: IncomingRow[];
  readBy: Prose;
  partitions: { key: string; rows: PartitionRow[] } | null;
  /** INHERITS, both ways. */
  inheritance: { parents: Inline[]; children: Inline[] };
  triggers: TriggerRow[];
  rules: { name: string; definition: string }[];
  policies: PolicyRow[];
  rowSecurity: string | null;
  privileges: PrivilegeRow[];
  definition: Definition | null;
  notes: NoteCard[];
  history: HistoryEntry[];
  /** `4 migrations touched this table`. */
  touched: string;
  /** The badge, and the data, beside the page. */
  badge: string;
  data: string;
  /** What to paste to show the badge elsewhere. */
  badgeMarkdown: string;
}

export function toRelationPage(site: Site, relation: Relation): RelationPage {
  const path = paths.relation(relation.schema, relation.name);
  const score = site.scoreOf(relation);
  const history = site.changesOf(relation);
  const link = toCodeLinks(site, path, relation.schema);
  const signs = toSigns(site, path, relation.comment, link);
  const isPartitioned = relation.partitionKey !== null;
  const body = {
    ...toFindingParts(site, path, site.findingsOf(relation)),
    diagram: toDiagram(site, path, relation),
    columns: toColumnRows(site, path, relation, link),
    constraints: toConstraintRows(site, path, relation, link),
    indexes: toIndexRows(relation, link),
    referencedBy: toIncomingRows(site, path, relation),
    readBy: toReaders(site, path, relation),
    partitions: isPartitioned
      ? { key: relation.partitionKey?.definition ?? "", rows: toPartitionRows(site, relation, link) }
      : null,
    triggers: toTriggerRows(relation, link),
    rules: relation.rules.map(({ name, definition }) => ({ name, definition })),
    policies: toPolicyRows(relation, link),
    privileges: toPrivilegeRows(relation),
    definition: toDefinition(site, path, relation),
    notes: site.notesOf(relation).map((note) => toNoteCard(path, note)),
    history: history.map(({ step, changes }) => toHistoryEntry(site, path, step, changes)),
  };
  const frame = toFrame(site, {
    path,
    title: `${relation.schema}.${relation.name}`,
    description:
      toShown(relation.comment ?? "") || `${relation.kind} ${quoteQualified(relation.schema, relation.name)}`,
    schema: relation.schema,
    relation: relation.name,
    contents: toContents(body, score !== null),
  });
  return {
    frame,
    crumbs: [
      { text: site.title, href: frame.home },
      { text: relation.schema, href: toHref(path, paths.schema(relation.schema)) },
    ],
    name: relation.name,
    chips: [...toChips(relation), ...(signs.deprecated ? ["deprecated"] : [])],
    seal: score === null ? null : toSeal(score),
    lead: toComment(relation.comment, link),
    facts: [...toFacts(site, path, relation, body.referencedBy.length), ...toSignFacts(signs)],
    conformance: score === null ? null : toConformance(site, path, score),
    unjudged: score === null ? toUnjudged(site, relation) : null,
    ...body,
    touched: `${count(history.length, "migration")} touched this ${relation.kind}`,
    measured: body.indexes.some(({ size, scans }) => size !== null || scans !== null),
    inheritance: {
      parents: relation.inherits.map((parent) => toRelationLink(site, path, parent)),
      children: site.lookup.children(relation).map((child) => toRelationLink(site, path, child)),
    },
    rowSecurity: toRowSecurity(relation),
    badge: toHref(path, besides(path, "svg")),
    data: toHref(path, besides(path, "json")),
    badgeMarkdown: `[![${relation.name.replaceAll(/[[\]\\]/g, "\\$&")}](${toAddress(site, besides(path, "svg"))})](${toAddress(site, path)})`,
  };
}

function toAddress(site: Site, file: string): string {
  const base = site.config.siteUrl;
  return base === undefined ? file : new URL(file, base.endsWith("/") ? base : `${base}/`).href;
}

function toUnjudged(site: Site, relation: Relation): string {
  const reason = site.whyNotJudged(relation);
  return reason === null ? "It was not judged." : `It is ${reason}, and is not judged.`;
}

function toChips(relation: Relation): string[] {
  return [
    relation.kind,
    ...(relation.persistence === "permanent" ? [] : [relation.persistence]),
    ...(relation.rowSecurity.enabled ? ["row security on"] : []),
    ...(relation.extension === null ? [] : [`extension ${relation.extension}`]),
    ...(relation.populated === false ? ["not populated"] : []),
  ];
}

function toFacts(site: Site, path: string, relation: Relation, incoming: number): FactEntry[] {
  const { statistics, origin } = relation;
  const facts: FactEntry[] = [];
  if (statistics?.rows != null) facts.push({ label: "Rows, estimated", value: [toShortNumber(statistics.rows)] });
  if (statistics?.bytes != null && statistics.bytes.total > 0) {
    const share = Math.round((100 * statistics.bytes.indexes) / statistics.bytes.total);
    facts.push({ label: "Size", value: [`${toSize(statistics.bytes.total)}, indexes ${share}%`] });
  }
  if (origin !== null) {
    facts.push({ label: "Created", value: [toStepLink(site, path, origin.created)] });
    const last = origin.changed.at(-1);
    if (last !== undefined) facts.push({ label: "Last changed", value: [toStepLink(site, path, last)] });
  }
  if (relation.owner !== null) facts.push({ label: "Owner", value: [{ code: relation.owner }] });
  if (relation.foreign !== null) facts.push({ label: "Server", value: [{ code: relation.foreign.server }] });
  const commented = relation.columns.filter(({ comment }) => comment !== null && toShown(comment) !== "").length;
  facts.push({ label: "Documented", value: [`${commented} of ${count(relation.columns.length, "column")}`] });
  if (facts.length < 4) {
    const keys = relation.constraints.filter(({ kind }) => kind === "foreign key").length;
    facts.push({ label: "Refers to", value: [count(keys, "foreign key")] });
    facts.push({ label: "Referenced by", value: [count(incoming, "foreign key")] });
  }
  return facts;
}

function toStepLink(site: Site, path: string, version: string): Inline {
  const step = site.catalog.history.find((each) => each.version === version);
  return step === undefined ? version : { text: toStepTitle(step), href: toHref(path, paths.step(version)) };
}

function toDiagram(site: Site, path: string, relation: Relation): Diagram | null {
  const neighbourhood = toNeighbourhood(relation, site.lookup);
  const alone =
    neighbourhood.referenced.neighbours.length +
    neighbourhood.referencing.neighbours.length +
    neighbourhood.self.length;
  if (alone === 0) return null;
  return {
    svg: toNeighbourhoodSvg(neighbourhood, { hrefOf: (schema, name) => site.hrefOf(path, schema, name) }),
    mermaid: toMermaid(neighbourhood),
  };
}

function toRowSecurity({ rowSecurity, policies }: Relation): string | null {
  if (rowSecurity.enabled) {
    if (policies.length === 0) return "Row security is on and there is no policy: nobody but the owner sees a row.";
    return rowSecurity.forced
      ? "Row security is on, for the owner too."
      : "Row security is on; the owner is not bound by it.";
  }
  return policies.length === 0 ? null : "Row security is off: these policies do nothing.";
}

type Body = Pick<
  RelationPage,
  | "findings"
  | "besides"
  | "diagram"
  | "columns"
  | "constraints"
  | "indexes"
  | "referencedBy"
  | "readBy"
  | "partitions"
  | "triggers"
  | "rules"
  | "policies"
  | "privileges"
  | "definition"
  | "notes"
  | "history"
>;

function toContents(body: Body, judged: boolean): ContentsEntry[] {
  const entry = (text: string, number: number | null, shown: boolean): ContentsEntry[] =>
    shown ? [{ text, href: `#${text.toLowerCase().replaceAll(" ", "-")}`, count: number }] : [];
  const list = (text: string, items: readonly unknown[]) => entry(text, items.length, items.length > 0);
  return [
    ...entry("Conformance", null, judged),
    ...entry("Findings", body.findings.total, judged || body.findings.total > 0),
    ...entry("Also worth knowing", body.besides.total, body.besides.total > 0),
    ...entry("Diagram", null, body.diagram !== null),
    ...list("Columns", body.columns),
    ...list("Constraints", body.constraints),
    ...list("Indexes", body.indexes),
    ...list("Referenced by", body.referencedBy),
    ...entry("Read by", null, body.readBy.length > 0),
    ...list("Partitions", body.partitions?.rows ?? []),
    ...list("Triggers", body.triggers),
    ...list("Rules", body.rules),
    ...list("Policies", body.policies),
    ...entry("Privileges", null, body.privileges.length > 0),
    ...list("Design notes", body.notes),
    ...list("History", body.history),
    ...entry("Definition", null, body.definition !== null),
  ];
}
