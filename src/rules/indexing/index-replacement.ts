/** Whether one index does everything that another does. */
import type { Constraint } from "../../model/constraint.ts";
import type { Index, IndexKey } from "../../model/index-definition.ts";
import type { CatalogLookup } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";

/**
 * The index that makes this one redundant, `null` for none. Of indexes that replace each other exactly one is
 * kept: the primary key's, else a constraint's, else a unique one, else the one named as the guide says, else the
 * first by name.
 */
export function replacementOf(index: Index, table: Relation, lookup: CatalogLookup): Index | null {
  if (!isDroppable(index, table, lookup)) return null;
  const better = table.indexes.filter(
    (other) =>
      other !== index &&
      replaces(other, index, table) &&
      !(replaces(index, other, table) && isDroppable(other, table, lookup) && isPreferred(index, other, table)),
  );
  return better.find((other) => replacementOf(other, table, lookup) === null) ?? null;
}

/** No primary key, foreign key or replication rests on it. */
function isDroppable(index: Index, table: Relation, lookup: CatalogLookup): boolean {
  if (!isUsable(index) || index.replicaIdentity) return false;
  if (lookup.referencedBy(table).some(({ foreignKey }) => foreignKey.index === index.name)) return false;
  const constraint = constraintOf(index, table);
  return constraint === null || (constraint.kind === "unique" && !constraint.deferrable && constraint.local);
}

function isUsable(index: Index): boolean {
  return index.method === "btree" && index.valid && index.ready && index.live;
}

/** Whether `other` finds every row as `index` does, and keeps unique what `index` keeps unique. */
function replaces(other: Index, index: Index, table: Relation): boolean {
  const held = [...other.key.map((entry) => entry.column), ...other.included];
  const searches =
    isUsable(other) &&
    index.key.length <= other.key.length &&
    index.key.every((entry, position) => isSameKey(entry, other.key[position] as IndexKey)) &&
    index.predicate === other.predicate &&
    index.included.every((column) => held.includes(column));
  if (!searches || !index.unique) return searches;
  return (
    other.unique &&
    other.key.length === index.key.length &&
    // What takes nulls as equal keeps unique all that one which does not keeps unique.
    (other.nullsNotDistinct || !index.nullsNotDistinct) &&
    !constraintOf(other, table)?.deferrable
  );
}

function isSameKey(a: IndexKey, b: IndexKey): boolean {
  return JSON.stringify(partsOf(a)) === JSON.stringify(partsOf(b));
}

function partsOf({ column, expression, order, nulls, collation, operatorClass }: IndexKey) {
  const { schema, name, options } = operatorClass;
  return [column, expression, order, nulls, collation?.schema, collation?.name, schema, name, options];
}

/** A strict order, so that of two that replace each other exactly one is kept. */
function isPreferred(index: Index, other: Index, table: Relation): boolean {
  const [a, b] = [rank(index, table), rank(other, table)];
  return a === b ? index.name < other.name : a < b;
}

function rank(index: Index, table: Relation): number {
  const constraint = constraintOf(index, table);
  if (constraint !== null) return constraint.kind === "primary key" ? 0 : 1;
  if (index.unique) return 2;
  const columns = index.key.map((entry) => entry.column ?? "").join("_");
  return index.name.startsWith(`idx_${table.name}_${columns}`) ? 3 : 4;
}

function constraintOf(index: Index, table: Relation): Constraint | null {
  if (index.constraint === null) return null;
  return table.constraints.find((constraint) => constraint.name === index.constraint) ?? null;
}
