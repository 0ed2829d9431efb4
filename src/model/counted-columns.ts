/** Which column a sequence counts for. */
import type { Catalog } from "./catalog.ts";
import { quoteQualified } from "./names.ts";
import type { Sequence } from "./types-and-sequences.ts";

export interface CountedColumn {
  schema: string;
  relation: string;
  column: string;
}

/**
 * By sequence, the column that owns it, else the one column whose default draws from it. A sequence that several
 * columns draw from, or none, is not there; nor is that of an identity column, which the column itself holds.
 */
export function buildCountedColumns(catalog: Catalog): ReadonlyMap<Sequence, CountedColumn> {
  /** By sequence, the one column that draws from it; `null` for several. */
  const drawing = new Map<string, CountedColumn | null>();
  for (const { kind, schema, name, partition, extension, columns } of catalog.relations) {
    if (!/table$/.test(kind) || partition !== null || extension !== null) continue;
    for (const column of columns) {
      if (!column.local || !column.default?.includes("nextval(")) continue;
      for (const sequence of drawnFrom(column.default)) {
        drawing.set(sequence, drawing.has(sequence) ? null : { schema, relation: name, column: column.name });
      }
    }
  }
  const counted = new Map<Sequence, CountedColumn>();
  for (const sequence of catalog.sequences) {
    const column = sequence.ownedBy ?? drawing.get(quoteQualified(sequence.schema, sequence.name)) ?? null;
    if (column !== null) counted.set(sequence, column);
  }
  return counted;
}

/** The sequences that a default takes numbers from, as SQL writes them: a regclass is printed with its schema. */
function drawnFrom(text: string): string[] {
  return [...text.matchAll(/\bnextval\('((?:[^']|'')+)'::regclass\)/g)].map((call) =>
    (call[1] as string).replaceAll("''", "'"),
  );
}
