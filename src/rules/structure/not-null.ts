import type { Column } from "../../model/column.ts";
import { primaryKeyOf } from "../../model/lookup.ts";
import { quoteIdentifier, quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, fail, notApplicable, notAssessed, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import type { Remedy } from "../../model/verdict.ts";
import { ownColumns } from "../types/base-type.ts";
import { whyNotNull, whyNullable } from "./nullability.ts";

export const notNull = defineTableRule({
  id: "not-null",
  statement: "2.7",
  title: "Columns that always have a value say so with NOT NULL.",
  why: "A NULL that nobody meant slips past comparisons, checks, unique constraints and foreign keys.",
  severity: "medium",
  score: "tables",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "columns beside the primary key",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["active_record_doctor missing_non_null_constraint", "database_consistency ThreeStateBooleanChecker"],
  exempt: [
    "Times of events that may not have happened yet: names in _at without a default, but created_at and updated_at.",
    "Columns of foreign keys that are set to null when the referenced row goes.",
    "Generated columns, columns whose domain is NOT NULL, and columns that are inherited.",
    "Columns that the last migration added to a table that was there: NOT NULL comes in the next step.",
  ],
  find(table) {
    const key = primaryKeyOf(table);
    return ownColumns(table).filter((column) => column.generated === null && !key.includes(column.name));
  },
  judge(column: Column, table, context) {
    if (!column.nullable) return pass;
    const excuse = whyNullable(column, table, context);
    if (excuse !== null) return notApplicable([excuse]);
    const reason = whyNotNull(column, table);
    if (reason === null) return notAssessed(["only the data or its owner knows which columns may be null"]);
    return fail([...say`Column ${column.name} may be null`, ...reason], { remedy: toRemedy(column, table) });
  },
});

const LOCK =
  "VALIDATE scans the table under SHARE UPDATE EXCLUSIVE: reads and writes go on; the other steps take ACCESS EXCLUSIVE for a moment. It fails while a row holds NULL: fill those first.";

function toRemedy(column: Column, table: Relation): Remedy {
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
