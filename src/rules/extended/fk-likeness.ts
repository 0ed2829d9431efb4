/** In what foreign keys of one table are alike. */
import type { ForeignKey } from "../../model/constraint.ts";

/** It holds for all rows. */
export function holds(key: ForeignKey): boolean {
  return key.validated && key.enforced;
}

/** The table and the pairs of columns, in whatever order they were written. */
export function pairsOf({ columns, references, period }: ForeignKey): string {
  const pairs = columns.map((column, position) => JSON.stringify([column, references.columns[position]]));
  return JSON.stringify([references.schema, references.relation, period, pairs.sort()]);
}

/** What the key does besides being there. */
export function doingOf({ references, deferrable, initiallyDeferred }: ForeignKey): string {
  const { onDelete, onUpdate, match, onDeleteColumns } = references;
  return JSON.stringify([onDelete, onUpdate, match, [...onDeleteColumns].sort(), deferrable, initiallyDeferred]);
}
