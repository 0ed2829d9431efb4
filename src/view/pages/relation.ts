/** A relation's page. */
import { buildNeighbourhood, formatMermaid, formatNeighbourhoodSvg } from "../../diagram/index.ts";
import { quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import { count, formatShortNumber, formatSize } from "../numbers.ts";
import type { Block, FactEntry, Page, Section } from "../page.ts";
import { buildPolicies, buildPrivileges } from "../parts/access.ts";
import { section } from "../parts/blocks.ts";
import { buildColumns } from "../parts/columns.ts";
import { buildLead, type Context, withoutTags } from "../parts/comment.ts";
import { buildTagFacts, buildTags } from "../parts/comment-tags.ts";
import { buildConformance } from "../parts/conformance.ts";
import { buildDefinition } from "../parts/definition.ts";
import { buildFindings } from "../parts/findings.ts";
import { buildTimeline, stepLink } from "../parts/history.ts";
import { buildConstraints, buildIndexes, buildReferencedBy } from "../parts/keys.ts";
import { buildNoteCards } from "../parts/note-cards.ts";
import { buildPartitions } from "../parts/partitions.ts";
import { relationLink } from "../parts/relation-link.ts";
import { buildSeal } from "../parts/score.ts";
import { buildRules, buildTriggers } from "../parts/triggers.ts";
import type { Site } from "../site.ts";
import { type Inline, join } from "../text.ts";
import { fileOf, hrefOf } from "../urls.ts";

export function buildRelationPage(site: Site, relation: Relation): Page {
  const { schema, name, kind, comment } = relation;
  const context: Context = { site, at: { page: "relation", schema, name }, home: schema };
  const score = site.scoreOf(relation);
  const tags = buildTags(context, comment);
  const referencedBy = buildReferencedBy(context, relation);
  const facts = [...buildFacts(site, relation, referencedBy[0]?.count ?? 0), ...buildTagFacts(tags)];
  return {
    crumbs: [
      { text: site.title, to: { page: "overview" } },
      { text: schema, to: { page: "schema", schema } },
    ],
    name,
    face: "name",
    chips: [...chipsOf(relation), ...(tags.deprecated ? ["deprecated"] : [])],
    ...(score === null ? {} : { seal: buildSeal(score) }),
    description: withoutTags(comment ?? "") || `${kind} ${quoteQualified(schema, name)}`,
    body: [
      buildLead(context, comment),
      { kind: "facts", entries: facts },
      score === null
        ? { kind: "paragraph", look: "missing", text: [explainUnjudged(site, relation)] }
        : buildConformance(context, score),
      ...buildFindings(site, site.findingsOf(relation), score !== null),
      ...buildDiagram(context, relation),
      buildColumns(context, relation),
      ...buildConstraints(context, relation),
      ...buildIndexes(context, relation),
      ...referencedBy,
      ...buildReadBy(site, relation),
      ...buildPartitions(context, relation),
      ...buildTriggers(context, relation),
      ...buildRules(relation),
      ...buildPolicies(context, relation),
      ...buildPrivileges(relation),
      ...buildNotes(site, relation),
      ...buildHistory(site, relation),
      ...buildDefinition(context, relation),
    ],
  };
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

function buildFacts(site: Site, relation: Relation, incoming: number): FactEntry[] {
  const { statistics, origin, owner, foreign, columns, constraints } = relation;
  const facts: FactEntry[] = [];
  if (statistics?.rows != null) facts.push({ label: "Rows, estimated", value: [formatShortNumber(statistics.rows)] });
  if (statistics?.bytes != null && statistics.bytes.total > 0) {
    const share = Math.round((100 * statistics.bytes.indexes) / statistics.bytes.total);
    facts.push({ label: "Size", value: [`${formatSize(statistics.bytes.total)}, indexes ${share}%`] });
  }
  if (origin !== null) {
    facts.push({ label: "Created", value: [originLink(site, origin.created)] });
    const last = origin.changed.at(-1);
    if (last !== undefined) facts.push({ label: "Last changed", value: [originLink(site, last)] });
  }
  if (owner !== null) facts.push({ label: "Owner", value: [{ code: owner }] });
  if (foreign !== null) facts.push({ label: "Server", value: [{ code: foreign.server }] });
  const commented = columns.filter(({ comment }) => comment !== null && withoutTags(comment) !== "").length;
  facts.push({ label: "Documented", value: [`${commented} of ${count(columns.length, "column")}`] });
  if (facts.length < 4) {
    const keys = constraints.filter(({ kind }) => kind === "foreign key").length;
    facts.push({ label: "Refers to", value: [count(keys, "foreign key")] });
    facts.push({ label: "Referenced by", value: [count(incoming, "foreign key")] });
  }
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
  return [section("Diagram", [diagram], { note: [`${relation.name} and its neighbours`] })];
}

/** Views that read it. */
function buildReadBy(site: Site, relation: Relation): Section[] {
  const readers = site.lookup.dependents(relation).map((reader) => relationLink(site, reader));
  if (readers.length === 0) return [];
  return [section("Read by", [{ kind: "paragraph", text: join(readers) }])];
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
