/** What a table's primary key is made of. */
import type { Column } from "../../model/column.ts";
import type { Constraint } from "../../model/constraint.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { builtInType } from "../types/base-type.ts";

const INTEGERS: ReadonlySet<string> = new Set(["int2", "int4", "int8"]);

export function primaryKeyConstraintOf(table: Relation): Constraint | null {
  return table.constraints.find((constraint) => constraint.kind === "primary key") ?? null;
}

/**
 * The column that tells rows apart: of a key of one column that column, of a partitioned table's key the one column
 * that is not part of the partition key, which PostgreSQL requires there. `null` for other keys and where there is none.
 */
export function keyColumnOf(table: Relation): Column | null {
  const key = primaryKeyConstraintOf(table);
  if (key === null || key.period) return null;
  const partitioning = new Set(table.partitionKey?.columns ?? []);
  const own = key.columns.filter((name) => !partitioning.has(name));
  const [name] = key.columns.length === 1 ? key.columns : own;
  if (key.columns.length > 1 && own.length !== 1) return null;
  return table.columns.find((column) => column.name === name) ?? null;
}

/** `uuid` or `integer` for the types of surrogate keys, below domains; `other` for all else, arrays included. */
export function keyFamilyOf(column: Column): "uuid" | "integer" | "other" {
  const type = column.typeParts.base.array ? null : builtInType(column);
  if (type === "uuid") return "uuid";
  return type !== null && INTEGERS.has(type) ? "integer" : "other";
}

/** Whether the column is part of a foreign key. */
export function isReferencing(name: string, table: Relation): boolean {
  return foreignKeysOf(table).some((key) => key.columns.includes(name));
}
