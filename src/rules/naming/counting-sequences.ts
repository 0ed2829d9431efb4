/** The sequences that count for a table's columns. */
import type { Catalog } from "../../model/catalog.ts";
import { buildCountedColumns } from "../../model/counted-columns.ts";
import { quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { Sequence } from "../../model/types-and-sequences.ts";
import { oncePerCatalog } from "../extended/once-per-catalog.ts";

/** A sequence and the column of the table that it counts for. */
export interface Counting {
  sequence: Sequence;
  column: string;
}

/** Those that the table's columns own, or alone draw from by default. */
export function countingFor(table: Relation, catalog: Catalog): readonly Counting[] {
  return byTable(catalog).get(quoteQualified(table.schema, table.name)) ?? [];
}

const byTable = oncePerCatalog((catalog): ReadonlyMap<string, Counting[]> => {
  const tables = new Map<string, Counting[]>();
  for (const [sequence, { schema, relation, column }] of buildCountedColumns(catalog)) {
    const table = quoteQualified(schema, relation);
    tables.set(table, [...(tables.get(table) ?? []), { sequence, column }]);
  }
  return tables;
});
