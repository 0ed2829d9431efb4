/** Schemas with their tables, those of tenants counted once. */
import type { Relation } from "../../model/relation.ts";

/** The tables of each schema; of schemas with the same tables, the first one's. */
export function tablesBySchema(tables: readonly Relation[]): Map<string, Relation[]> {
  const schemas = new Map<string, Relation[]>();
  const seen = new Set<string>();
  for (const [schema, own] of Map.groupBy(tables, (table) => table.schema)) {
    const names = own.map(({ name }) => name).join("\0");
    if (!seen.has(names)) schemas.set(schema, own);
    seen.add(names);
  }
  return schemas;
}

/** How many tables these schemas have. */
export function countTables(tables: readonly Relation[]): number {
  return [...tablesBySchema(tables).values()].reduce((sum, own) => sum + own.length, 0);
}
