/** Unique indexes that could be a primary key. */
import type { Index } from "../../model/index-definition.ts";
import type { Relation } from "../../model/relation.ts";

/** The first unique index that PostgreSQL would take for a primary key, over columns that are not null; else `null`. */
export function keyInWaiting(table: Relation): Index | null {
  const required = new Set(table.columns.filter((column) => !column.nullable).map((column) => column.name));
  const fits = (index: Index) =>
    index.unique &&
    index.valid &&
    index.method === "btree" &&
    index.predicate === null &&
    index.key.every(
      ({ column, order, nulls, operatorClass, collation }) =>
        column !== null &&
        required.has(column) &&
        order === "asc" &&
        nulls === "last" &&
        operatorClass.default &&
        collation === null,
    );
  return table.indexes.find(fits) ?? null;
}
