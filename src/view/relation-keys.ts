/** Constraints, indexes and incoming references of a relation's page. */
import type { Constraint } from "../model/constraint.ts";
import type { Index } from "../model/index-definition.ts";
import { foreignKeysOf } from "../model/lookup.ts";
import { quoteIdentifier } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import { type CodeLinks, toComment } from "./comment.ts";
import { type Comment, type Inline, join, type Prose, toShortNumber, toSize } from "./inline.ts";
import { rootOf, type Site } from "./site.ts";
import { anchors } from "./urls.ts";

export interface ConstraintRow {
  name: string;
  anchor: string;
  kind: string;
  definition: string;
  /** Where a foreign key leads. */
  target: Inline | null;
  /** `not validated`, `deferrable`, … */
  states: string[];
  comment: Comment | null;
}

export interface IndexRow {
  name: string;
  anchor: string;
  /** `btree (user_id, created_at DESC) WHERE open`. */
  definition: string;
  /** What it is there for: a key, a foreign key, or a word for its kind. */
  serves: Prose;
  states: string[];
  size: string | null;
  scans: string | null;
  comment: Comment | null;
}

/** One foreign key that leads here. */
export interface IncomingRow {
  relation: Inline;
  foreignKey: Inline;
  /** `user_id → id`. */
  columns: string;
  onDelete: string;
}

const KINDS: readonly Constraint["kind"][] = ["primary key", "unique", "foreign key", "exclusion", "check", "not null"];

export function toConstraintRows(site: Site, path: string, relation: Relation, link: CodeLinks): ConstraintRow[] {
  return relation.constraints
    .toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
    .map((constraint) => ({
      name: constraint.name,
      anchor: anchors.constraint(constraint.name),
      kind: constraint.kind,
      definition: constraint.definition,
      target: toTarget(site, path, constraint),
      states: toStates(constraint),
      comment: toComment(constraint.comment, link),
    }));
}

function toTarget(site: Site, path: string, { references }: Constraint): Inline | null {
  if (references === null) return null;
  const href = site.hrefOf(path, references.schema, references.relation);
  const code = `${quoteIdentifier(references.schema)}.${quoteIdentifier(references.relation)}`;
  return { code, ...(href === null ? {} : { href }) };
}

function toStates(constraint: Constraint): string[] {
  return [
    ...(constraint.validated ? [] : ["not validated"]),
    ...(constraint.enforced ? [] : ["not enforced"]),
    ...(constraint.initiallyDeferred ? ["deferred"] : constraint.deferrable ? ["deferrable"] : []),
    ...(constraint.inherited && !constraint.local ? ["inherited"] : []),
  ];
}

export function toIndexRows(relation: Relation, link: CodeLinks): IndexRow[] {
  return relation.indexes.map((index) => ({
    name: index.name,
    anchor: anchors.index(index.name),
    definition: toDefinition(index),
    serves: toServes(relation, index),
    states: [
      ...(index.valid ? [] : ["invalid"]),
      ...(index.ready ? [] : ["not ready"]),
      ...(index.nullsNotDistinct ? ["nulls not distinct"] : []),
      ...(index.clustered ? ["clustered"] : []),
      ...(index.replicaIdentity ? ["replica identity"] : []),
    ],
    size: index.statistics?.bytes == null ? null : toSize(index.statistics.bytes),
    scans: index.statistics?.scans == null ? null : toShortNumber(index.statistics.scans),
    comment: toComment(index.comment, link),
  }));
}

/** From the parts, since the whole statement repeats the names of index and table. */
function toDefinition(index: Index): string {
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

function toServes(relation: Relation, index: Index): Prose {
  const behind = relation.constraints.find((constraint) => constraint.name === index.constraint);
  if (behind?.kind === "primary key") return ["primary key"];
  if (behind !== undefined) return [{ code: behind.name, href: `#${anchors.constraint(behind.name)}` }];
  const foreign = foreignKeysOf(relation).filter((key) => leads(index, key.columns));
  const served = foreign.map(({ name }): Inline => ({ code: name, href: `#${anchors.constraint(name)}` }));
  const words = [index.unique ? "unique" : "", index.predicate === null ? "" : "partial"].filter((word) => word !== "");
  return [...join(served), ...(served.length > 0 && words.length > 0 ? [", "] : []), words.join(", ")].filter(
    (part) => part !== "",
  );
}

/** Its first key columns are these, in any order. */
function leads(index: Index, columns: readonly string[]): boolean {
  const first = index.key.slice(0, columns.length).map((entry) => entry.column);
  return columns.every((column) => first.includes(column));
}

/** Foreign keys of others that lead here; those of partitions count at their outermost parent. */
export function toIncomingRows(site: Site, path: string, relation: Relation): IncomingRow[] {
  const seen = new Set<string>();
  return site.lookup.referencedBy(relation).flatMap(({ from, foreignKey }) => {
    const root = rootOf(from, site.lookup);
    const key = [root.schema, root.name, foreignKey.columns.join("\0"), foreignKey.references.columns.join("\0")].join(
      "\0\0",
    );
    if (seen.has(key)) return [];
    seen.add(key);
    const href = site.hrefOf(path, from.schema, from.name);
    const at = root === from ? site.hrefOf(path, from.schema, from.name, anchors.constraint(foreignKey.name)) : href;
    return [
      {
        relation: {
          code: `${quoteIdentifier(root.schema)}.${quoteIdentifier(root.name)}`,
          ...(href === null ? {} : { href }),
        },
        foreignKey: { code: foreignKey.name, ...(at === null ? {} : { href: at }) },
        columns: `${foreignKey.columns.map(quoteIdentifier).join(", ")} → ${foreignKey.references.columns.map(quoteIdentifier).join(", ")}`,
        onDelete: foreignKey.references.onDelete,
      },
    ];
  });
}
