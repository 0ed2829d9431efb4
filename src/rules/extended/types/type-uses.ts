/** Which types columns of one name have. */
import type { Column } from "../../../model/column.ts";
import { foreignKeysOf, primaryKeyOf } from "../../../model/lookup.ts";
import type { Relation } from "../../../model/relation.ts";
import { ownColumns } from "../../types/base-type.ts";
import { oncePerCatalog, tablesOf } from "../once-per-catalog.ts";

/** The types under one name. */
export interface Uses {
  total: number;
  /** By family; `type` is the first one met. */
  types: { family: string; type: string; count: number }[];
}

/** How often each name has each type in the user's tables. */
export const usesOf = oncePerCatalog((catalog): ReadonlyMap<string, Uses> => {
  const uses = new Map<string, Uses>();
  for (const column of tablesOf(catalog).flatMap(plainColumns)) {
    const entry = uses.get(column.name) ?? { total: 0, types: [] };
    uses.set(column.name, entry);
    entry.total += 1;
    const family = familyOf(column);
    const known = entry.types.find((each) => each.family === family);
    if (known === undefined) entry.types.push({ family, type: column.type, count: 1 });
    else known.count += 1;
  }
  return uses;
});

/** Its own columns that are in no primary or foreign key. */
export function plainColumns(table: Relation): Column[] {
  const keys = new Set([...primaryKeyOf(table), ...foreignKeysOf(table).flatMap((key) => key.columns)]);
  return ownColumns(table).filter((column) => !keys.has(column.name));
}

const FAMILIES: ReadonlyMap<string, string> = new Map([
  ["varchar", "text"],
  ["bpchar", "text"],
  ["name", "text"],
  ["int2", "integer"],
  ["int4", "integer"],
  ["int8", "integer"],
  ["float4", "float"],
  ["float8", "float"],
  ["jsonb", "json"],
  ["timestamptz", "timestamp"],
  ["timetz", "time"],
]);

/** What a column's type has in common with those that one would mix with it. */
export function familyOf({ typeParts: { base } }: Column): string {
  // Two enums are two lists of words; which, their names say.
  if (base.kind === "enum") return `enum${base.array ? "[]" : ""}`;
  const family = base.schema === "pg_catalog" ? (FAMILIES.get(base.name) ?? base.name) : `${base.schema}.${base.name}`;
  return `${family}${base.array ? "[]" : ""}`;
}
