/** The columns of a relation's page: one row each, with what keys, checks, types and findings say of it. */
import { toShortType } from "../../diagram/index.ts";
import type { Column } from "../../model/column.ts";
import type { Constraint } from "../../model/constraint.ts";
import { foreignKeysOf, primaryKeyOf } from "../../model/lookup.ts";
import { quoteIdentifier, quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { Finding } from "../../model/scorecard.ts";
import { count } from "../numbers.ts";
import type { Block, ColumnRow, Section } from "../page.ts";
import { codeLink, type Inline, join, type Prose, values } from "../text.ts";
import { anchors, fileOf, type Target } from "../urls.ts";
import { section } from "./blocks.ts";
import { buildCheckValues } from "./check-values.ts";
import { buildComment, type Comment, type Context, plainProse, withoutTags } from "./comment.ts";
import { buildTags } from "./comment-tags.ts";
import { groupFindings } from "./findings.ts";
import { relationLink } from "./relation-link.ts";

export function buildColumns(context: Context, relation: Relation): Section {
  const { site } = context;
  const findings = Map.groupBy(
    site.findingsOf(relation).filter(({ subject }) => subject.kind === "column"),
    ({ subject }) => subject.name,
  );
  const incoming = site.lookup.referencedBy(relation);
  const rows = relation.columns.map((column) => {
    const keys = incoming.filter(({ foreignKey }) => foreignKey.references.columns.includes(column.name));
    const tables = new Set(keys.map(({ from }) => from));
    return buildRow(context, relation, column, tables.size, findings.get(column.name) ?? []);
  });
  const block: Block = {
    kind: "columns",
    measured: relation.columns.some(({ statistics }) => statistics !== null),
    commented: rows.some(({ comment }) => comment !== null),
    rows,
  };
  return section("Columns", [block, ...buildInheritance(context, relation)], { count: rows.length });
}

function buildRow(
  context: Context,
  relation: Relation,
  column: Column,
  referencing: number,
  findings: readonly Finding[],
): ColumnRow {
  const { site, at } = context;
  const { name, type, nullable, comment: text } = column;
  const foreign = foreignKeysOf(relation).filter((key) => key.columns.includes(name));
  const tags = buildTags(context, text);
  const comment = buildComment(context, text);
  const lines: Prose[] = [
    ...foreign.map((key) => buildReference(context, key, name)),
    ...(referencing === 0
      ? []
      : [
          [
            { arrow: "from" } as const,
            { text: `referenced by ${count(referencing, "table")}`, to: { ...at, anchor: "referenced-by" } },
          ],
        ]),
    ...buildValues(context, relation, column),
    ...buildRemarks(context, column),
    ...(tags.owner === null ? [] : [[`Kept by ${tags.owner}.`]]),
    ...(tags.see === null ? [] : [["See ", ...tags.see, "."]]),
  ];
  return {
    anchor: anchors.column(name),
    name,
    keys: [
      ...(primaryKeyOf(relation).includes(name) ? [{ abbreviation: "PK", title: "primary key" }] : []),
      ...(foreign.length > 0 ? [{ abbreviation: "FK", title: "foreign key" }] : []),
      ...(isUnique(relation, name) ? [{ abbreviation: "UQ", title: "unique" }] : []),
      ...(tags.deprecated ? [{ abbreviation: "deprecated", title: "deprecated" }] : []),
    ],
    type: { short: toShortType(type), full: type },
    nullable,
    value: buildValue(column),
    statistics: buildStatistics(column),
    comment,
    lines: lines.filter((line) => !leadsToAll(comment, line)),
    findings: groupFindings(site, findings),
  };
}

function isUnique({ constraints }: Relation, column: string): boolean {
  return constraints.some(({ kind, columns }) => kind === "unique" && columns.length === 1 && columns[0] === column);
}

/** Default, identity or generation expression. */
function buildValue({ default: value, identity, generated }: Column): Prose {
  if (generated !== null) return [{ code: generated.expression }, ` generated, ${generated.kind}`];
  if (identity !== null) return [{ code: `generated ${identity.generation}` }, " identity"];
  return value === null ? [] : [{ code: value }];
}

/** The comment has all links of a line already. */
function leadsToAll(comment: Comment | null, line: Prose): boolean {
  const targets = line.flatMap((part) => (typeof part !== "string" && "to" in part ? [part.to as Target] : []));
  return targets.length > 0 && targets.every((target) => comment?.leadsTo.some((other) => isSame(other, target)));
}

function isSame(a: Target, b: Target): boolean {
  return "url" in a || "url" in b ? a === b : fileOf(a) === fileOf(b) && a.anchor === b.anchor;
}

type Key = ReturnType<typeof foreignKeysOf>[number];

/** `→ accounts.id with user_id, on delete cascade`. */
function buildReference({ site, home }: Context, key: Key, column: string): Prose {
  const { schema, relation, columns, onDelete } = key.references;
  const target = columns[key.columns.indexOf(column)] ?? "";
  const table = schema === home ? quoteIdentifier(relation) : quoteQualified(schema, relation);
  const others = (key.columns as string[]).filter((each) => each !== column).map(quoteIdentifier);
  const notes = [
    ...(others.length === 0 ? [] : [`with ${others.join(", ")}`]),
    ...(onDelete === "no action" ? [] : [`on delete ${onDelete}`]),
    ...(key.enforced ? (key.validated ? [] : ["not validated"]) : ["not enforced"]),
  ];
  const link = codeLink(`${table}.${quoteIdentifier(target)}`, site.targetOf(schema, relation, anchors.column(target)));
  return [{ arrow: "to" }, link, ...(notes.length === 0 ? [] : [` ${notes.join(", ")}`])];
}

/** What a value may be: labels of its enum, checks of its domain, and checks of the table that name it. */
function buildValues({ site, at }: Context, relation: Relation, column: Column): Prose[] {
  const checks = relation.constraints.filter(({ kind, columns }) => kind === "check" && columns.includes(column.name));
  const { schema, name, kind, base } = column.typeParts;
  const find = (of: { schema: string; name: string }) =>
    site.catalog.types.find((type) => type.schema === of.schema && type.name === of.name);
  const domain = kind === "domain" ? find({ schema, name }) : undefined;
  const labels = base.kind === "enum" ? find(base) : undefined;
  const typeAt = (type: { schema: string; name: string; kind: string; extension: string | null }): { to?: Target } =>
    type.extension === null
      ? { to: { page: "schema", schema: type.schema, anchor: anchors.object(type.kind, type.name) } }
      : {};
  return [
    ...(labels?.kind === "enum" ? [buildLabels(labels.values, labels.name, typeAt(labels).to ?? null)] : []),
    ...(domain?.kind === "domain" && domain.constraints.length > 0
      ? [join(domain.constraints.map(({ definition }): Inline => ({ value: definition, ...typeAt(domain) })))]
      : []),
    ...checks.map((check: Constraint) => buildCheckValues(check, { ...at, anchor: anchors.constraint(check.name) })),
  ];
}

/** Labels of an enum; where there are many, the first and how many more there are. */
const MOST_LABELS = 24;

function buildLabels(labels: readonly string[], name: string, to: Target | null): Prose {
  const more = labels.length - MOST_LABELS;
  const words = more > 0 ? `and ${more} more of ${name}` : `of ${name}`;
  return [...values(labels.slice(0, MOST_LABELS)), " ", to === null ? words : { text: words, to }];
}

function buildRemarks({ site }: Context, column: Column): Prose[] {
  const remarks: Prose[] = [];
  if (column.inheritedFrom.length > 0) {
    const links = column.inheritedFrom.map(({ schema, name }) =>
      codeLink(name, site.targetOf(schema, name, anchors.column(column.name))),
    );
    remarks.push(["Inherited from ", ...join(links, "and"), "."]);
  }
  const sequence = column.identity?.sequence?.comment ?? null;
  if (sequence !== null) remarks.push(["Its sequence: ", ...plainProse(withoutTags(sequence))]);
  if (column.typeParts.base.kind === "stand-in") remarks.push(buildStandIn(site, column));
  if (column.collation !== null) remarks.push(["Collation ", { code: column.collation.name }, "."]);
  return remarks;
}

/** `The type stands in for that of extension postgis, which the replay did not have.` */
function buildStandIn({ catalog }: Context["site"], { typeParts: { base } }: Column): Prose {
  const type = catalog.types.find(({ schema, name }) => schema === base.schema && name === base.name);
  const extension = type?.extension ?? null;
  const owner = extension === null ? ["an extension"] : ["extension ", { code: extension }];
  return ["The type stands in for that of ", ...owner, ", which the replay did not have."];
}

function buildStatistics({ statistics }: Column): Prose {
  if (statistics === null) return [];
  const { nullFraction, distinct } = statistics;
  const differ =
    distinct < 0
      ? distinct === -1
        ? "all values differ"
        : `${Math.round(-distinct * 100)}% of rows differ`
      : `${Math.round(distinct)} distinct`;
  return [nullFraction === 0 ? differ : `${differ}, ${Math.round(nullFraction * 100)}% null`];
}

/** INHERITS, both ways. */
function buildInheritance({ site }: Context, relation: Relation): Block[] {
  const line = (words: string, others: readonly { schema: string; name: string }[]): Prose =>
    others.length === 0 ? [] : [words, ...join(others.map((other) => relationLink(site, other))), ". "];
  const text = [...line("Inherits from ", relation.inherits), ...line("Inherited by ", site.lookup.children(relation))];
  return text.length === 0 ? [] : [{ kind: "paragraph", text }];
}
