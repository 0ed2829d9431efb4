/** A relation's page. */
import { buildNeighbourhood, formatMermaid, formatNeighbourhoodSvg } from "../../diagram/index.ts";
import { quoteIdentifier, quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { RelationScore } from "../../model/scorecard.ts";
import type { QualifiedName } from "../../model/shared-parts.ts";
import { qualifiedKey } from "../../model/shared-parts.ts";
import { toLevel } from "../../model/verdict.ts";
import { count, formatShortNumber, formatSize } from "../numbers.ts";
import type { Block, FactEntry, Page, Section, TableRow } from "../page.ts";
import { buildPolicies, buildPrivileges } from "../parts/access.ts";
import { section, tableSection } from "../parts/blocks.ts";
import { buildColumns } from "../parts/columns.ts";
import { buildLead, type Context, plainProse, withoutTags } from "../parts/comment.ts";
import { buildTagFacts, buildTags } from "../parts/comment-tags.ts";
import { buildArithmetic, buildStrip } from "../parts/conformance.ts";
import { buildDefinition } from "../parts/definition.ts";
import { buildFindings, isExcused } from "../parts/findings.ts";
import { buildTimeline, stepLink } from "../parts/history.ts";
import { buildConstraints, buildIndexes, buildReferencedBy } from "../parts/keys.ts";
import { buildNoteCards } from "../parts/note-cards.ts";
import { buildPartitions } from "../parts/partitions.ts";
import { relationLink } from "../parts/relation-link.ts";
import { buildSeal } from "../parts/score.ts";
import { buildRules, buildTriggers } from "../parts/triggers.ts";
import type { Site } from "../site.ts";
import { codeLink, type Inline, join, type Prose, plainText } from "../text.ts";
import { anchors, fileOf, hrefOf } from "../urls.ts";

export function buildRelationPage(site: Site, relation: Relation): Page {
  const { schema, name, comment } = relation;
  const context: Context = { site, at: { page: "relation", schema, name }, home: schema };
  const score = site.scoreOf(relation);
  const tags = buildTags(context, comment);
  const referencedBy = buildReferencedBy(context, relation);
  const facts = [...buildFacts(context, relation), ...buildTagFacts(tags)];
  return {
    crumbs: [
      { text: site.title, to: { page: "overview" } },
      { text: schema, to: { page: "schema", schema } },
    ],
    name,
    face: "name",
    chips: [...chipsOf(relation), ...(tags.deprecated ? ["deprecated"] : [])],
    ...(score === null ? {} : { seal: buildSeal(score) }),
    description: describe(relation, score),
    head: [
      buildLead(context, comment),
      { kind: "facts", entries: facts },
      score === null
        ? { kind: "paragraph", look: "missing", text: [explainUnjudged(site, relation)] }
        : buildStrip(context, score),
    ],
    body: [
      ...buildDiagram(context, relation),
      buildColumns(context, relation),
      ...buildConstraints(context, relation),
      ...buildIndexes(context, relation),
      ...buildPartitions(context, relation),
      ...referencedBy,
      ...buildReads(context, relation),
      ...buildReadBy(context, relation),
      ...buildTriggers(context, relation),
      ...buildRules(context, relation),
      ...buildPolicies(context, relation),
      ...buildPrivileges(relation),
      ...buildStatisticsObjects(context, relation),
      ...buildNotes(site, relation),
      ...buildHistory(site, relation),
      ...buildFindings(site, site.findingsOf(relation), score === null ? null : buildArithmetic(site, score)),
      ...buildDefinition(context, relation),
    ],
  };
}

/** What it is in the words of its comment, and how it fares. */
function describe({ kind, schema, name, comment, columns }: Relation, score: RelationScore | null): string {
  const about = plainText(plainProse(withoutTags(comment ?? ""))) || `${kind} ${quoteQualified(schema, name)}`;
  const fares = [count(columns.length, "column"), ...(score === null ? [] : [buildSeal(score).label])].join(", ");
  return `${about.length > 140 ? `${about.slice(0, 139).trimEnd()}…` : about.replace(/[.;]?$/, ".")} ${fares}.`;
}

function explainUnjudged(site: Site, relation: Relation): string {
  const reason = site.whyNotJudged(relation);
  return reason === null ? "It was not judged." : `It is ${reason}, and is not judged.`;
}

function chipsOf({ kind, persistence, rowSecurity, extension, populated }: Relation): string[] {
  return [
    kind,
    ...(persistence === "permanent" ? [] : [persistence]),
    ...(rowSecurity.enabled ? ["row security on"] : []),
    ...(extension === null ? [] : [`extension ${extension}`]),
    ...(populated === false ? ["not populated"] : []),
  ];
}

function buildFacts({ site, at }: Context, relation: Relation): FactEntry[] {
  const { statistics, origin, owner, foreign, columns } = relation;
  const facts: FactEntry[] = [];
  const link = (text: string, anchor: string): Prose => [{ text, to: { ...at, anchor } }];
  if (statistics?.rows != null) facts.push({ label: "Rows, estimated", value: [formatShortNumber(statistics.rows)] });
  if (statistics?.bytes != null && statistics.bytes.total > 0) {
    const share = Math.round((100 * statistics.bytes.indexes) / statistics.bytes.total);
    facts.push({ label: "Size", value: [`${formatSize(statistics.bytes.total)}, indexes ${share}%`] });
  }
  const commented = columns.filter(({ comment }) => comment !== null && withoutTags(comment) !== "").length;
  facts.push({ label: "Columns", value: [`${columns.length}, ${commented} documented`] });
  const referred = new Set(site.lookup.references(relation).map(({ to }) => qualifiedKey(to)));
  if (referred.size > 0) facts.push({ label: "Refers to", value: link(count(referred.size, "table"), "diagram") });
  const incoming = new Set(site.lookup.referencedBy(relation).map(({ from }) => from));
  if (incoming.size > 0)
    facts.push({ label: "Referenced by", value: link(count(incoming.size, "table"), "referenced-by") });
  if (origin !== null) {
    facts.push({ label: "Created", value: [originLink(site, origin.created)] });
    const last = origin.changed.at(-1);
    if (last !== undefined) facts.push({ label: "Last changed", value: [originLink(site, last)] });
  }
  if (owner !== null) facts.push({ label: "Owner", value: [{ code: owner }] });
  if (foreign !== null) facts.push({ label: "Server", value: [{ code: foreign.server }] });
  const levels = Map.groupBy(
    site.findingsOf(relation).filter((finding) => !site.isExtended(finding.rule) && !isExcused(finding)),
    ({ severity }) => toLevel(severity),
  );
  const counts = (["error", "warning"] as const).flatMap((level) => {
    const number = levels.get(level)?.length ?? 0;
    return number === 0 ? [] : [count(number, level)];
  });
  if (counts.length > 0) facts.push({ label: "Findings", value: link(counts.join(", "), "findings") });
  return facts;
}

function originLink(site: Site, version: string): Inline {
  const step = site.catalog.history.find((each) => each.version === version);
  return step === undefined ? version : stepLink(step);
}

function buildDiagram({ site, at }: Context, relation: Relation): Section[] {
  const neighbourhood = buildNeighbourhood(relation, site.lookup);
  const { referenced, referencing, self } = neighbourhood;
  if (referenced.neighbours.length + referencing.neighbours.length + self.length === 0) return [];
  const file = fileOf(at);
  const hrefOfRelation = (schema: string, name: string) => {
    const to = site.targetOf(schema, name);
    return to === null ? null : hrefOf(file, to);
  };
  const diagram: Block = {
    kind: "diagram",
    svg: formatNeighbourhoodSvg(neighbourhood, { hrefOf: hrefOfRelation }),
    mermaid: formatMermaid(neighbourhood),
  };
  return [section("Diagram", [diagram], { note: [`${relation.name}, what it refers to and what refers to it`] })];
}

/** What a view reads, column by column. */
function buildReads({ site }: Context, { dependsOn }: Relation): Section[] {
  const rows = dependsOn.map(({ schema, relation, columns }) => ({
    cells: [
      [relationLink(site, { schema, name: relation })],
      buildColumnLinks(site, { schema, name: relation }, columns),
    ],
  }));
  return tableSection("Reads", { Relation: "name", Columns: "wide" }, rows);
}

/** Views that read it, with the columns that they read. */
function buildReadBy({ site }: Context, relation: Relation): Section[] {
  const rows = site.lookup.dependents(relation).map((reader) => {
    const columns = reader.dependsOn
      .filter(({ schema, relation: name }) => schema === relation.schema && name === relation.name)
      .flatMap((read) => read.columns);
    return { cells: [[relationLink(site, reader)], buildColumnLinks(site, relation, columns)] };
  });
  return tableSection("Read by", { View: "name", "Columns that it reads": "wide" }, rows);
}

function buildColumnLinks(site: Site, { schema, name }: QualifiedName, columns: readonly string[]): Prose {
  return join(
    columns.map((column) => codeLink(quoteIdentifier(column), site.targetOf(schema, name, anchors.column(column)))),
  );
}

function buildStatisticsObjects({ site }: Context, relation: Relation): Section[] {
  const rows = site.catalog.statisticsObjects
    .filter(({ relation: of }) => of.schema === relation.schema && of.name === relation.name)
    .map(({ schema, name, definition }): TableRow => {
      const to = { page: "schema", schema, anchor: anchors.object("statistics object", name) } as const;
      return { cells: [[{ code: name, to }], [{ code: definition }]] };
    });
  return tableSection("Extended statistics", { Name: "name", Definition: "wide" }, rows);
}

function buildNotes(site: Site, relation: Relation): Section[] {
  const notes = site.notesOf(relation);
  if (notes.length === 0) return [];
  return [section("Design notes", [buildNoteCards(notes)], { count: notes.length })];
}

function buildHistory(site: Site, relation: Relation): Section[] {
  const steps = site.stepsOf(relation);
  if (steps.length === 0) return [];
  const note = [`${count(steps.length, "migration")} touched this ${relation.kind}`];
  return [section("History", [buildTimeline(site, steps)], { count: steps.length, note })];
}
