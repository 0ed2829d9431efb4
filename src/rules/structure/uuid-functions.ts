/** Functions that make UUIDs. */
import type { Column } from "../../model/column.ts";
import { quoteIdentifier, quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { Remedy } from "../../model/verdict.ts";

const VERSIONS: ReadonlyMap<string, string> = new Map([
  ["gen_random_uuid", "4"],
  ["uuid_generate_v4", "4"],
  ["uuidv4", "4"],
  ["uuidv7", "7"],
  ["uuid_generate_v7", "7"],
  ["uuid_generate_v1", "1"],
  ["uuid_generate_v1mc", "1"],
]);

/** The version of the UUIDs that a function makes; `null` where the function is not known. */
export function versionOf(called: string): string | null {
  return VERSIONS.get(called) ?? null;
}

/** The default that makes UUIDs of version 4. */
export function toUuidDefault(column: Column, table: Relation): { remedy: Remedy } {
  const alter = `ALTER TABLE ${quoteQualified(table.schema, table.name)} ALTER COLUMN ${quoteIdentifier(column.name)}`;
  const lock = "ACCESS EXCLUSIVE for a moment. Rows that are there keep what they have.";
  return { remedy: { sql: [`${alter} SET DEFAULT gen_random_uuid()`], lock, proven: null } };
}
