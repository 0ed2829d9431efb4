/** The SQL that makes a column NOT NULL while the table is in use. */
import type { Column } from "../../model/column.ts";
import { quoteIdentifier, quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { Remedy } from "../../model/verdict.ts";

const LOCK =
  "VALIDATE scans the table under SHARE UPDATE EXCLUSIVE: reads and writes go on; the other steps take ACCESS EXCLUSIVE for a moment. It fails while a row holds NULL: fill those first.";

/** NOT NULL by way of a check, or the validation of a constraint that is there already. */
export function toRequirement(column: Column, table: Relation): Remedy {
  const alter = `ALTER TABLE ${quoteQualified(table.schema, table.name)}`;
  const waiting = table.constraints.find(({ kind, columns }) => kind === "not null" && columns[0] === column.name);
  if (waiting !== undefined && !waiting.validated) {
    return { sql: [`${alter} VALIDATE CONSTRAINT ${quoteIdentifier(waiting.name)}`], lock: LOCK, proven: null };
  }
  const name = quoteIdentifier(column.name);
  const sql = [
    `${alter} ADD CONSTRAINT cartulary_not_null CHECK (${name} IS NOT NULL) NOT VALID`,
    `${alter} VALIDATE CONSTRAINT cartulary_not_null`,
    `${alter} ALTER COLUMN ${name} SET NOT NULL`,
    `${alter} DROP CONSTRAINT cartulary_not_null`,
  ];
  return { sql, lock: LOCK, proven: null };
}
