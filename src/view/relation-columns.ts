/** The columns of a relation's page. */
import type { Column } from "../model/column.ts";
import { foreignKeysOf, primaryKeyOf } from "../model/lookup.ts";
import { quoteIdentifier } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import { type CodeLinks, toComment } from "./comment.ts";
import { toSigns } from "./comment-signs.ts";
import type { Comment, Inline, Prose } from "./inline.ts";
import { join } from "./inline.ts";
import type { Site } from "./site.ts";
import { anchors } from "./urls.ts";

export interface ColumnRow {
  name: string;
  anchor: string;
  /** `PK`, `FK`, `UQ`. */
  marks: { text: string; title: string }[];
  type: string;
  nullable: boolean;
  /** Default, identity or generation expression; `null` for none. */
  value: { text: string; note: string | null } | null;
  comment: Comment | null;
  /** What else there is to say: where it refers to, checks, inheritance, collation. */
  remarks: Prose[];
  /** Share of nulls and number of distinct values, of a live server that was analysed. */
  statistics: string | null;
}

export function toColumnRows(site: Site, path: string, relation: Relation, link: CodeLinks): ColumnRow[] {
  const primary = primaryKeyOf(relation);
  const foreign = foreignKeysOf(relation);
  return relation.columns.map((column) => {
    const own = foreign.filter((key) => key.columns.includes(column.name));
    const comment = toComment(column.comment, link);
    const signs = toSigns(site, path, column.comment, link);
    const unique = relation.constraints.some(
      ({ kind, columns }) => kind === "unique" && columns.length === 1 && columns[0] === column.name,
    );
    return {
      name: column.name,
      anchor: anchors.column(column.name),
      marks: [
        ...(primary.includes(column.name) ? [{ text: "PK", title: "primary key" }] : []),
        ...(own.length > 0 ? [{ text: "FK", title: "foreign key" }] : []),
        ...(unique ? [{ text: "UQ", title: "unique" }] : []),
        ...(signs.deprecated ? [{ text: "deprecated", title: "deprecated" }] : []),
      ],
      type: column.type,
      nullable: column.nullable,
      value: toValue(column),
      comment,
      remarks: [
        ...own.map((key) => toTarget(site, path, key, column.name)),
        ...toRemarks(site, path, relation, column),
        ...(signs.owner === null ? [] : [[`Kept by ${signs.owner}.`]]),
        ...(signs.see === null ? [] : [["See ", ...signs.see, "."]]),
      ].filter((remark) => !isSaid(remark, comment)),
      statistics: toStatistics(column),
    };
  });
}

/** The comment has all links of a remark already. */
function isSaid(remark: Prose, comment: Comment | null): boolean {
  const hrefs = remark.flatMap((part) => (typeof part !== "string" && part.href !== undefined ? [part.href] : []));
  return hrefs.length > 0 && hrefs.every((href) => comment?.html.includes(`href="${href}"`) === true);
}

function toValue({ default: value, identity, generated }: Column): ColumnRow["value"] {
  if (generated !== null) return { text: generated.expression, note: `generated, ${generated.kind}` };
  if (identity !== null) return { text: `generated ${identity.generation}`, note: "identity" };
  return value === null ? null : { text: value, note: null };
}

type Key = ReturnType<typeof foreignKeysOf>[number];

/** `Refers to users.id, removed with it.` */
function toTarget(site: Site, path: string, key: Key, column: string): Prose {
  const { schema, relation, columns, onDelete } = key.references;
  const target = columns[key.columns.indexOf(column)] ?? "";
  const text = `${quoteIdentifier(relation)}.${quoteIdentifier(target)}`;
  const href = site.hrefOf(path, schema, relation, anchors.column(target));
  const whole = key.columns.length === 1 ? "" : ` (part of ${key.name})`;
  const fate = {
    cascade: ", removed with it",
    "set null": ", emptied with it",
    "set default": ", set to its default with it",
    restrict: "",
    "no action": "",
  };
  return ["Refers to ", { code: text, ...(href === null ? {} : { href }) }, `${whole}${fate[onDelete]}.`];
}

function toRemarks(site: Site, path: string, relation: Relation, column: Column): Prose[] {
  const remarks: Prose[] = [];
  const checks = relation.constraints.filter(({ kind, columns }) => kind === "check" && columns.includes(column.name));
  if (checks.length > 0) {
    const links = checks.map(({ name }): Inline => ({ code: name, href: `#${anchors.constraint(name)}` }));
    remarks.push(["Checked by ", ...join(links, "and"), "."]);
  }
  if (column.inheritedFrom.length > 0) {
    const links = column.inheritedFrom.map(({ schema, name }): Inline => {
      const href = site.hrefOf(path, schema, name, anchors.column(column.name));
      return { code: name, ...(href === null ? {} : { href }) };
    });
    remarks.push(["Inherited from ", ...join(links, "and"), "."]);
  }
  if (column.collation !== null) remarks.push(["Collation ", { code: column.collation.name }, "."]);
  return remarks;
}

function toStatistics({ statistics }: Column): string | null {
  if (statistics === null) return null;
  const { nullFraction, distinct } = statistics;
  const values =
    distinct < 0
      ? distinct === -1
        ? "all values differ"
        : `${Math.round(-distinct * 100)}% of rows differ`
      : `${Math.round(distinct)} distinct`;
  return nullFraction === 0 ? values : `${values}, ${Math.round(nullFraction * 100)}% null`;
}
