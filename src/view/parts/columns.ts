/** The columns of a relation's page. */
import type { Column } from "../../model/column.ts";
import { foreignKeysOf, primaryKeyOf } from "../../model/lookup.ts";
import { quoteIdentifier } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { Block, Cell, Columns, Paragraph, Section, TableRow } from "../page.ts";
import { codeLink, type Inline, join, type Prose, styled } from "../text.ts";
import { anchors, fileOf, type Target } from "../urls.ts";
import { section } from "./blocks.ts";
import { buildComment, type Comment, type Context } from "./comment.ts";
import { buildTags } from "./comment-tags.ts";
import { relationLink } from "./relation-link.ts";

export function buildColumns(context: Context, relation: Relation): Section {
  const measured = relation.columns.some(({ statistics }) => statistics !== null);
  const columns: Columns = {
    Column: "name",
    Type: "type",
    Null: "plain",
    Default: "type",
    ...(measured ? { Values: "muted" } : {}),
    Description: "about",
  };
  const rows = relation.columns.map((column) => buildRow(context, relation, column, measured));
  const table: Block = { kind: "table", label: "Columns", columns, empty: "no comment", rows };
  return section("Columns", [table, ...buildInheritance(context, relation)], { count: rows.length });
}

function buildRow(context: Context, relation: Relation, column: Column, measured: boolean): TableRow {
  const { name, type, nullable, comment: text } = column;
  const foreign = foreignKeysOf(relation).filter((key) => key.columns.includes(name));
  const tags = buildTags(context, text);
  const comment = buildComment(context, text);
  const remarks = [
    ...foreign.map((key) => buildReference(context, key, name)),
    ...buildRemarks(context, relation, column),
    ...(tags.owner === null ? [] : [[`Kept by ${tags.owner}.`]]),
    ...(tags.see === null ? [] : [["See ", ...tags.see, "."]]),
  ].filter((remark) => !leadsToAll(comment, remark));
  const marks = [
    ...(primaryKeyOf(relation).includes(name) ? [{ abbreviation: "PK", title: "primary key" }] : []),
    ...(foreign.length > 0 ? [{ abbreviation: "FK", title: "foreign key" }] : []),
    ...(isUnique(relation, name) ? [{ abbreviation: "UQ", title: "unique" }] : []),
    ...(tags.deprecated ? [{ abbreviation: "deprecated", title: "deprecated" }] : []),
  ];
  return {
    anchor: anchors.column(name),
    cells: [
      [{ code: name }, ...marks],
      [{ code: type }],
      nullable ? ["yes"] : { text: ["no"], below: [], look: "muted" },
      buildValue(column),
      ...(measured ? [buildStatistics(column)] : []),
      buildDescription(comment, remarks),
    ],
  };
}

function isUnique({ constraints }: Relation, column: string): boolean {
  return constraints.some(({ kind, columns }) => kind === "unique" && columns.length === 1 && columns[0] === column);
}

/** Default, identity or generation expression. */
function buildValue({ default: value, identity, generated }: Column): Prose {
  const noted = (code: string, note: string): Prose => [{ code }, " ", styled("small", note)];
  if (generated !== null) return noted(generated.expression, `generated, ${generated.kind}`);
  if (identity !== null) return noted(`generated ${identity.generation}`, "identity");
  return value === null ? [] : [{ code: value }];
}

function buildDescription(comment: Comment | null, remarks: readonly Prose[]): Cell {
  const below = remarks.map((text): Paragraph => ({ kind: "paragraph", look: "remark", text }));
  return { text: [], below: comment === null ? below : [{ kind: "markdown", look: "cell", text: comment }, ...below] };
}

/** The comment has all links of a remark already. */
function leadsToAll(comment: Comment | null, remark: Prose): boolean {
  const targets = remark.flatMap((part) => (typeof part !== "string" && "to" in part ? [part.to as Target] : []));
  return targets.length > 0 && targets.every((target) => comment?.leadsTo.some((other) => isSame(other, target)));
}

function isSame(a: Target, b: Target): boolean {
  return "url" in a || "url" in b ? a === b : fileOf(a) === fileOf(b) && a.anchor === b.anchor;
}

type Key = ReturnType<typeof foreignKeysOf>[number];

/** `Refers to users.id, removed with it.` */
function buildReference({ site }: Context, key: Key, column: string): Prose {
  const { schema, relation, columns, onDelete } = key.references;
  const target = columns[key.columns.indexOf(column)] ?? "";
  const name = `${quoteIdentifier(relation)}.${quoteIdentifier(target)}`;
  const whole = key.columns.length === 1 ? "" : ` (part of ${key.name})`;
  const fate = {
    cascade: ", removed with it",
    "set null": ", emptied with it",
    "set default": ", set to its default with it",
    restrict: "",
    "no action": "",
  }[onDelete];
  return ["Refers to ", codeLink(name, site.targetOf(schema, relation, anchors.column(target))), `${whole}${fate}.`];
}

function buildRemarks({ site, at }: Context, relation: Relation, column: Column): Prose[] {
  const remarks: Prose[] = [];
  const checks = relation.constraints.filter(({ kind, columns }) => kind === "check" && columns.includes(column.name));
  if (checks.length > 0) {
    const links = checks.map(({ name }): Inline => ({ code: name, to: { ...at, anchor: anchors.constraint(name) } }));
    remarks.push(["Checked by ", ...join(links, "and"), "."]);
  }
  if (column.inheritedFrom.length > 0) {
    const links = column.inheritedFrom.map(({ schema, name }) =>
      codeLink(name, site.targetOf(schema, name, anchors.column(column.name))),
    );
    remarks.push(["Inherited from ", ...join(links, "and"), "."]);
  }
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
  const values =
    distinct < 0
      ? distinct === -1
        ? "all values differ"
        : `${Math.round(-distinct * 100)}% of rows differ`
      : `${Math.round(distinct)} distinct`;
  return [nullFraction === 0 ? values : `${values}, ${Math.round(nullFraction * 100)}% null`];
}

/** INHERITS, both ways. */
function buildInheritance({ site }: Context, relation: Relation): Block[] {
  const line = (words: string, others: readonly { schema: string; name: string }[]): Prose =>
    others.length === 0 ? [] : [words, ...join(others.map((other) => relationLink(site, other))), ". "];
  const text = [...line("Inherits from ", relation.inherits), ...line("Inherited by ", site.lookup.children(relation))];
  return text.length === 0 ? [] : [{ kind: "paragraph", text }];
}
