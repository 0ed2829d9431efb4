/** Indexes that are on one column, or there for searches alone. */
import type { Column } from "../../model/column.ts";
import type { Index } from "../../model/index-definition.ts";
import type { Relation } from "../../model/relation.ts";

/** The one column that an index is on; `null` for an index on several, or on an expression. */
export function onlyColumnOf({ key }: Index, table: Relation): Column | null {
  if (key.length !== 1) return null;
  return table.columns.find(({ name }) => name === key[0]?.column) ?? null;
}

/** Whether an index keeps nothing unique and stands behind no constraint. */
export function servesOnlySearches({ unique, constraint }: Index): boolean {
  return !unique && constraint === null;
}
