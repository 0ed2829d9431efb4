/** Constraints, indexes and incoming references of a relation's page. */
import type { Constraint } from "../../model/constraint.ts";
import type { Index } from "../../model/index-definition.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import { quoteIdentifier } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import { formatShortNumber, formatSize } from "../numbers.ts";
import type { Columns, Section, TableRow } from "../page.ts";
import { codeLink, type Inline, join, type Prose } from "../text.ts";
import { anchors } from "../urls.ts";
import { tableSection } from "./blocks.ts";
import { chips, withComment } from "./cells.ts";
import type { Context } from "./comment.ts";
import { relationLink } from "./relation-link.ts";

const KINDS: readonly Constraint["kind"][] = ["primary key", "unique", "foreign key", "exclusion", "check", "not null"];

export function buildConstraints(context: Context, relation: Relation): Section[] {
  const rows = relation.constraints
    .toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
    .map((constraint): TableRow => {
      const target = buildTarget(context, constraint);
      return {
        anchor: anchors.constraint(constraint.name),
        cells: [
          [{ code: constraint.name }],
          [constraint.kind, ...chips(statesOf(constraint))],
          withComment(
            context,
            [{ code: constraint.definition }, ...(target === null ? [] : [" → ", target])],
            constraint.comment,
          ),
        ],
      };
    });
  const columns: Columns = { Constraint: "name", Kind: "kind", Definition: "wide" };
  return tableSection("Constraints", columns, rows);
}

/** Where a foreign key leads. */
function buildTarget({ site }: Context, { references }: Constraint): Inline | null {
  return references === null ? null : relationLink(site, { schema: references.schema, name: references.relation });
}

function statesOf(constraint: Constraint): string[] {
  return [
    ...(constraint.validated ? [] : ["not validated"]),
    ...(constraint.enforced ? [] : ["not enforced"]),
    ...(constraint.initiallyDeferred ? ["deferred"] : constraint.deferrable ? ["deferrable"] : []),
    ...(constraint.inherited && !constraint.local ? ["inherited"] : []),
  ];
}

export function buildIndexes(context: Context, relation: Relation): Section[] {
  const measured = relation.indexes.some(({ statistics }) => statistics?.bytes != null || statistics?.scans != null);
  const rows = relation.indexes.map((index): TableRow => {
    const { bytes = null, scans = null } = index.statistics ?? {};
    return {
      anchor: anchors.index(index.name),
      cells: [
        [{ code: index.name }],
        withComment(context, [{ code: formatDefinition(index) }], index.comment),
        [...buildPurpose(context, relation, index), ...chips(indexStatesOf(index))],
        ...(measured
          ? [bytes === null ? [] : [formatSize(bytes)], scans === null ? [] : [formatShortNumber(scans)]]
          : []),
      ],
    };
  });
  const figures: Columns = measured ? { Size: "number", Scans: "number" } : {};
  const columns: Columns = { Index: "name", Definition: "type", Serves: "plain", ...figures };
  return tableSection("Indexes", columns, rows);
}

function indexStatesOf(index: Index): string[] {
  return [
    ...(index.valid ? [] : ["invalid"]),
    ...(index.ready ? [] : ["not ready"]),
    ...(index.nullsNotDistinct ? ["nulls not distinct"] : []),
    ...(index.clustered ? ["clustered"] : []),
    ...(index.replicaIdentity ? ["replica identity"] : []),
  ];
}

/** `btree (user_id, created_at DESC) WHERE open`: from the parts, since the whole statement repeats names. */
function formatDefinition(index: Index): string {
  const key = index.key.map((entry) => {
    const parts = [entry.column === null ? (entry.expression ?? "") : quoteIdentifier(entry.column)];
    if (entry.collation !== null) parts.push(`COLLATE ${quoteIdentifier(entry.collation.name)}`);
    if (!entry.operatorClass.default) parts.push(entry.operatorClass.name);
    if (entry.order === "desc") parts.push("DESC");
    if (entry.nulls !== null && (entry.nulls === "first") !== (entry.order === "desc")) {
      parts.push(`NULLS ${entry.nulls.toUpperCase()}`);
    }
    return parts.join(" ");
  });
  const included = index.included.length === 0 ? "" : ` INCLUDE (${index.included.map(quoteIdentifier).join(", ")})`;
  const predicate = index.predicate === null ? "" : ` WHERE ${index.predicate}`;
  return `${index.method} (${key.join(", ")})${included}${predicate}`;
}

/** What an index is there for: a key, a foreign key, or a word for its kind. */
function buildPurpose({ at }: Context, relation: Relation, index: Index): Prose {
  const link = (name: string): Inline => ({ code: name, to: { ...at, anchor: anchors.constraint(name) } });
  const behind = relation.constraints.find((constraint) => constraint.name === index.constraint);
  if (behind?.kind === "primary key") return ["primary key"];
  if (behind !== undefined) return [link(behind.name)];
  const served = foreignKeysOf(relation).filter((key) => leads(index, key.columns));
  const words = [index.unique ? ["unique"] : [], index.predicate === null ? [] : ["partial"]].flat();
  return join([...served.map(({ name }) => link(name)), ...words]);
}

/** Its first key columns are these, in any order. */
function leads(index: Index, columns: readonly string[]): boolean {
  const first = index.key.slice(0, columns.length).map((entry) => entry.column);
  return columns.every((column) => first.includes(column));
}

/** Foreign keys that lead here, or to a partition; those of partitions count at their outermost parent. */
export function buildReferencedBy({ site }: Context, relation: Relation): Section[] {
  const rows = site.lookup.referencedBy(relation).map(({ from, holder, foreignKey }): TableRow => {
    const { columns, onDelete } = foreignKey.references;
    const anchor = holder === from ? anchors.constraint(foreignKey.name) : undefined;
    const names = (list: readonly string[]) => list.map(quoteIdentifier).join(", ");
    return {
      cells: [
        [relationLink(site, from)],
        [codeLink(foreignKey.name, site.targetOf(holder.schema, holder.name, anchor))],
        [{ code: `${names(foreignKey.columns)} → ${names(columns)}` }],
        [onDelete],
      ],
    };
  });
  const columns: Columns = { Table: "name", "Foreign key": "type", Columns: "type", "On delete": "plain" };
  return tableSection("Referenced by", columns, rows);
}
