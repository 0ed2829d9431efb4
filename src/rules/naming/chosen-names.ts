/** Constraints and indexes whose names somebody chose. */
import type { Constraint } from "../../model/constraint.ts";
import type { Index } from "../../model/index-definition.ts";
import type { Relation } from "../../model/relation.ts";
import { clipName, hasGeneratedIndexName, hasGeneratedName } from "./generated-names.ts";

/**
 * Without what the parent of an inherited constraint has, indexes behind constraints, and names that PostgreSQL or a
 * tool put together of the table's and the columns' names.
 */
export function partsWithChosenNames(table: Relation): (Constraint | Index)[] {
  const constraints = table.constraints.filter(
    (each) => each.local && !each.inherited && !hasGeneratedName(each, table) && !isComposed(each, each.columns, table),
  );
  const indexes = table.indexes.filter((each) => {
    const columns = each.key.map((entry) => entry.column);
    return each.constraint === null && !hasGeneratedIndexName(each, table) && !isComposed(each, columns, table);
  });
  return [...constraints, ...indexes];
}

/** As Django writes it, the parts cut so that a hash of them fits: `shop_productclass_o_class_id_2266c635_uniq`. */
const HASHED = /_[0-9a-f]{8}(_uniq|_like|_fk(_.*)?)?$/;

/**
 * `<table>_<columns>_key` as Prisma writes it, cut before the label so that all has 63 bytes; PostgreSQL shortens the
 * longer of the two names instead, and calls no unique index so.
 */
function isComposed({ name }: { name: string }, columns: readonly (string | null)[], table: Relation): boolean {
  if (HASHED.test(name)) return true;
  const label = /_(?:key|idx|fkey|pkey)$/.exec(name)?.[0];
  if (label === undefined || columns.includes(null)) return false;
  return name === clipName([table.name, ...columns].join("_"), 63 - label.length) + label;
}
