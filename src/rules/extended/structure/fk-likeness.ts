/** In what foreign keys of one table are alike. */
import type { ForeignKey } from "../../../model/constraint.ts";

/** How far it holds: for no row, for new ones, for all. */
export function reachOf(key: ForeignKey): number {
  return key.enforced ? (key.validated ? 2 : 1) : 0;
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
