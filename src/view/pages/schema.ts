/** A schema's page. */
import { quoteIdentifier } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { RelationScore } from "../../model/scorecard.ts";
import { count, formatShortNumber } from "../numbers.ts";
import type { Block, Columns, FactEntry, Page, Section, TableRow } from "../page.ts";
import { plainList, section, tableSection } from "../parts/blocks.ts";
import { buildLead, type Context, firstSentence } from "../parts/comment.ts";
import { buildFindings } from "../parts/findings.ts";
import { buildObjectSections } from "../parts/object-sections.ts";
import { buildForeignPartitions } from "../parts/partitions.ts";
import { buildSeal, describeArithmetic } from "../parts/score.ts";
import { countRelations, type Site } from "../site.ts";
import type { Prose } from "../text.ts";
import { anchors } from "../urls.ts";

/** A relation of the schema as its lists show it. */
interface Listed {
  relation: Relation;
  /** `null` for relations that are not judged. */
  score: RelationScore | null;
  /** Findings of the guide's rules. */
  findings: number;
  about: Prose;
}

export function buildSchemaPage(site: Site, name: string): Page {
  const schema = site.catalog.schemas.find((each) => each.name === name);
  const context: Context = { site, at: { page: "schema", schema: name }, home: name };
  const relations = site.listed.filter((relation) => relation.schema === name);
  const listed = relations.map((relation): Listed => {
    const findings = site.findingsOf(relation).filter(({ rule }) => !site.isExtended(rule)).length;
    return { relation, score: site.scoreOf(relation), findings, about: firstSentence(relation.comment) };
  });
  const tables = listed.filter(({ relation }) => !relation.kind.endsWith("view"));
  const views = listed.filter(({ relation }) => relation.kind.endsWith("view"));
  const score = site.scorecard.schemas.find((each) => each.name === name) ?? null;
  const own = site.findingsOfSchema(name);
  const total =
    listed.reduce((sum, { findings }) => sum + findings, 0) + own.filter(({ rule }) => !site.isExtended(rule)).length;
  const arithmetic: Block = {
    kind: "fold",
    summary: ["How the grade comes about"],
    body: score === null ? [] : [plainList(describeArithmetic(score))],
  };
  return {
    crumbs: [{ text: site.title, to: { page: "overview" } }],
    name,
    face: "name",
    chips: ["schema", countRelations(relations)].filter((chip) => chip !== ""),
    ...(score === null ? {} : { seal: buildSeal(score) }),
    description: schema?.comment ?? `The schema ${name}`,
    head: [
      buildLead(context, schema?.comment ?? null),
      { kind: "facts", entries: buildFacts(tables, total, schema?.owner ?? null) },
    ],
    body: [
      ...buildFindings(site, own),
      ...buildRelations("Tables", tables, listed),
      ...(score === null ? [] : [arithmetic]),
      ...buildRelations("Views", views, listed),
      ...buildForeignPartitions(context, name),
      ...buildObjectSections(
        context,
        site.objects.filter((object) => object.schema === name),
      ),
      ...buildMembers(site, name),
    ],
  };
}

function buildFacts(tables: readonly Listed[], findings: number, owner: string | null): FactEntry[] {
  const judged = tables.filter(({ score }) => score !== null);
  const scoreOf = ({ score }: Listed) => score?.score ?? 0;
  const worst = judged.reduce<Listed | null>(
    (low, row) => (low === null || scoreOf(row) < scoreOf(low) ? row : low),
    null,
  );
  const commented = tables.filter(({ about }) => about.length > 0).length;
  const grades = (["A", "B", "C", "D", "E"] as const).flatMap((grade) => {
    const number = judged.filter(({ score }) => score?.grade === grade).length;
    return number === 0 ? [] : [`${number} ${grade}`];
  });
  return [
    {
      label: "Findings",
      value: [findings === 0 ? "none" : { text: String(findings), to: { page: "findings" } }],
    },
    { label: "Grades", value: [grades.join(", ") || "none"] },
    ...(worst === null ? [] : [{ label: "Worst table", value: describeWorst(worst) }]),
    { label: "Documented", value: [`${commented} of ${count(tables.length, "table")}`] },
    ...(owner === null ? [] : [{ label: "Owner", value: [{ code: owner }] }]),
  ];
}

function describeWorst({ relation: { schema, name }, score }: Listed): Prose {
  return [
    { code: quoteIdentifier(name), to: { page: "relation", schema, name } },
    ` ${score?.grade ?? "unrated"}, ${score?.score ?? null}`,
  ];
}

/** @param all rows are shown for all of a schema's relations where they are known for some */
function buildRelations(title: "Tables" | "Views", listed: readonly Listed[], all: readonly Listed[]): Section[] {
  const judged = title === "Tables";
  const measured = all.some(({ relation }) => relation.statistics?.rows != null);
  const found = judged || listed.some(({ findings }) => findings > 0);
  const columns: Columns = {
    [judged ? "Table" : "View"]: "name",
    ...(judged ? { Grade: "plain", Score: "number" } : {}),
    ...(found ? { Findings: "number" } : {}),
    Columns: "number",
    ...(measured ? { Rows: "number" } : {}),
    About: "after",
  };
  const rows = listed.map(({ relation, score, findings, about }): TableRow => {
    const { schema, name, kind, statistics } = relation;
    const other = kind === "table" || kind === "view" ? [] : [{ abbreviation: kind, title: kind }];
    const grade: Prose = score === null || score.grade === null ? [] : [{ grade: score.grade }];
    const points = score === null || score.score === null ? [] : [String(score.score)];
    return {
      anchor: anchors.relation(name),
      cells: [
        [{ text: name, to: { page: "relation", schema, name } }, ...other],
        ...(judged ? [grade, points] : []),
        ...(found ? [[String(findings)]] : []),
        [String(relation.columns.length)],
        ...(measured ? [statistics?.rows == null ? [] : [formatShortNumber(statistics.rows)]] : []),
        about,
      ],
    };
  });
  return tableSection(title, columns, rows, { empty: "no comment" });
}

/** Relations that extensions own. */
function buildMembers(site: Site, schema: string): Section[] {
  const members = site.relations.filter((relation) => relation.schema === schema && relation.extension !== null);
  if (members.length === 0) return [];
  const folds = [...Map.groupBy(members, ({ extension }) => extension ?? "")].map(
    ([extension, own]): Block => ({
      kind: "fold",
      summary: [`${extension}, ${own.length}`],
      body: [plainList(own.map(({ name }): Prose => [{ code: name, to: { page: "relation", schema, name } }]))],
    }),
  );
  return [section("Extension members", folds, { anchor: "extensions", count: members.length })];
}
