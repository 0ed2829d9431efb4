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
export function toCountedColumns(catalog: Catalog): ReadonlyMap<Sequence, CountedColumn> {
  const drawing = Map.groupBy(
    catalog.relations
      .filter(({ kind, partition, extension }) => /table$/.test(kind) && partition === null && extension === null)
      .flatMap(({ schema, name, columns }) =>
        columns
          .filter((column) => column.local)
          .flatMap((column) =>
            drawnFrom(column.default).map((sequence) => ({
              sequence,
              by: { schema, relation: name, column: column.name },
            })),
          ),
      ),
    ({ sequence }) => sequence,
  );
  return new Map(
    catalog.sequences.flatMap((sequence) => {
      const users = drawing.get(quoteQualified(sequence.schema, sequence.name)) ?? [];
      const counted = sequence.ownedBy ?? (users.length === 1 ? users[0]?.by : undefined);
      return counted === undefined ? [] : [[sequence, counted] as const];
    }),
  );
}

/** The sequences that a default takes numbers from, as SQL writes them: a regclass is printed with its schema. */
function drawnFrom(text: string | null): string[] {
  return [...(text ?? "").matchAll(/\bnextval\('((?:[^']|'')+)'::regclass\)/g)].map((call) =>
    (call[1] as string).replaceAll("''", "'"),
  );
}
