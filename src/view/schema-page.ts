/** A schema's page as an object. */
import type { Catalog } from "../model/catalog.ts";
import { quoteIdentifier } from "../model/names.ts";
import type { Grade } from "../model/scorecard.ts";
import { type CodeLinks, toCodeLinks, toComment, toFirstSentence } from "./comment.ts";
import { type Seal, toArithmetic, toSeal } from "./conformance.ts";
import { toCounts } from "./counts.ts";
import { type FindingParts, toFindingParts } from "./finding-groups.ts";
import { type Frame, toFrame } from "./frame.ts";
import { type Comment, count, type Link, type Prose, toShortNumber } from "./inline.ts";
import type { FactEntry } from "./relation-page.ts";
import type { Site } from "./site.ts";
import { paths, toHref } from "./urls.ts";

export interface SchemaRow extends Link {
  kind: string;
  grade: Grade | null;
  score: number | null;
  columns: number;
  findings: number;
  /** Estimated; `null` where nothing was measured. */
  rows: string | null;
  about: Prose;
}

/** A type, sequence or routine of the schema, in short. */
export interface SchemaObject {
  name: string;
  kind: string;
  detail: string;
  comment: Comment | null;
}

/** Its findings are those that no relation of the schema has. */
export interface SchemaPage extends FindingParts {
  frame: Frame;
  crumbs: Link[];
  name: string;
  chips: string[];
  seal: Seal | null;
  lead: Comment | null;
  facts: FactEntry[];
  arithmetic: string[];
  tables: SchemaRow[];
  views: SchemaRow[];
  measured: boolean;
  objects: SchemaObject[];
  /** Relations that extensions own. */
  members: { extension: string; relations: Link[] }[];
}

export function toSchemaPage(site: Site, name: string): SchemaPage {
  const path = paths.schema(name);
  const schema = site.catalog.schemas.find((each) => each.name === name);
  const link = toCodeLinks(site, path, name);
  const relations = site.listed.filter((relation) => relation.schema === name);
  const score = site.scorecard.schemas.find((each) => each.name === name) ?? null;
  const rows = relations.map((relation) => toRow(site, path, relation));
  const isView = ({ kind }: SchemaRow) => kind.endsWith("view");
  const tables = rows.filter((row) => !isView(row));
  const views = rows.filter(isView);
  const objects = toObjects(site.catalog, name, link);
  const members = site.relations.filter((relation) => relation.schema === name && relation.extension !== null);
  const parts = toFindingParts(site, path, site.findingsOfSchema(name));
  const entry = (text: string, href: string, number: number) => (number === 0 ? [] : [{ text, href, count: number }]);
  return {
    frame: toFrame(site, {
      path,
      title: name,
      description: schema?.comment ?? `The schema ${name}`,
      schema: name,
      contents: [
        ...entry("Findings", "#findings", parts.findings.total),
        ...entry("Also worth knowing", "#also-worth-knowing", parts.besides.total),
        ...entry("Tables", "#tables", tables.length),
        ...entry("Views", "#views", views.length),
        ...entry("Types and sequences", "#types", objects.length),
        ...entry("Extension members", "#extensions", members.length),
      ],
    }),
    crumbs: [{ text: site.title, href: toHref(path, paths.overview) }],
    name,
    chips: ["schema", ...(toCounts(relations) === "" ? [] : [toCounts(relations)])],
    seal: score === null ? null : toSeal(score),
    lead: toComment(schema?.comment ?? null, link),
    facts: toFacts(site, path, name, tables, parts.findings.total + sum(rows)),
    ...parts,
    arithmetic: score === null ? [] : toArithmetic(score),
    tables,
    views,
    measured: rows.some((row) => row.rows !== null),
    objects,
    members: [...Map.groupBy(members, ({ extension }) => extension ?? "")].map(([extension, own]) => ({
      extension,
      relations: own.map((relation) => ({
        text: relation.name,
        href: toHref(path, paths.relation(name, relation.name)),
      })),
    })),
  };
}

function sum(rows: readonly SchemaRow[]): number {
  return rows.reduce((total, { findings }) => total + findings, 0);
}

function toRow(site: Site, path: string, relation: Site["listed"][number]): SchemaRow {
  const score = site.scoreOf(relation);
  return {
    text: relation.name,
    href: toHref(path, paths.relation(relation.schema, relation.name)),
    kind: relation.kind,
    grade: score?.grade ?? null,
    score: score?.score ?? null,
    columns: relation.columns.length,
    findings: site.findingsOf(relation).filter(({ rule }) => !site.isExtended(rule)).length,
    rows: relation.statistics?.rows == null ? null : toShortNumber(relation.statistics.rows),
    about: toFirstSentence(relation.comment),
  };
}

function toFacts(site: Site, path: string, name: string, tables: readonly SchemaRow[], findings: number): FactEntry[] {
  const judged = tables.filter(({ score }) => score !== null);
  const worst = judged.reduce<SchemaRow | null>(
    (low, row) => (low === null || (row.score ?? 0) < (low.score ?? 0) ? row : low),
    null,
  );
  const commented = tables.filter(({ about }) => about.length > 0).length;
  const grades = (["A", "B", "C", "D", "E"] as const).flatMap((grade) => {
    const number = judged.filter((row) => row.grade === grade).length;
    return number === 0 ? [] : [`${number} ${grade}`];
  });
  const facts: FactEntry[] = [
    {
      label: "Findings",
      value: [findings === 0 ? "none" : { text: String(findings), href: toHref(path, paths.findings) }],
    },
    { label: "Grades", value: [grades.join(", ") || "none"] },
    ...(worst === null
      ? []
      : [
          {
            label: "Worst table",
            value: [
              { code: quoteIdentifier(worst.text), href: worst.href },
              ` ${worst.grade ?? "unrated"}, ${worst.score}`,
            ],
          },
        ]),
    { label: "Documented", value: [`${commented} of ${count(tables.length, "table")}`] },
  ];
  const owner = site.catalog.schemas.find((each) => each.name === name)?.owner ?? null;
  return owner === null ? facts : [...facts, { label: "Owner", value: [{ code: owner }] }];
}

/** Types and sequences of the user's; those of identity and serial columns are in their columns. */
function toObjects(catalog: Catalog, schema: string, link: CodeLinks): SchemaObject[] {
  const types = catalog.types.filter((type) => type.schema === schema && type.extension === null);
  const sequences = catalog.sequences.filter((sequence) => sequence.schema === schema && sequence.extension === null);
  const routines = catalog.routines.filter((routine) => routine.schema === schema && routine.extension === null);
  return [
    ...types.map((type) => ({
      name: type.name,
      kind: type.kind as string,
      detail: toDetail(type),
      comment: toComment(type.comment, link),
    })),
    ...sequences.map((sequence) => ({
      name: sequence.name,
      kind: sequence.kind as string,
      detail:
        sequence.ownedBy === null
          ? sequence.type
          : `${sequence.type}, owned by ${quoteIdentifier(sequence.ownedBy.relation)}.${quoteIdentifier(sequence.ownedBy.column)}`,
      comment: toComment(sequence.comment, link),
    })),
    ...routines.map((routine) => ({
      name: routine.name,
      kind: routine.kind as string,
      detail: `(${routine.identity})${routine.returns === null ? "" : ` → ${routine.returns}`}`,
      comment: toComment(routine.comment, link),
    })),
  ];
}

function toDetail(type: Catalog["types"][number]): string {
  if (type.kind === "enum") return type.values.join(", ");
  if (type.kind === "domain") {
    return [
      type.type,
      ...(type.notNull ? ["NOT NULL"] : []),
      ...type.constraints.map(({ definition }) => definition),
    ].join(" ");
  }
  if (type.kind === "composite")
    return type.attributes.map(({ name, type: of }) => `${quoteIdentifier(name)} ${of}`).join(", ");
  return type.kind === "range" ? `of ${type.subtype}` : "";
}
