/** Constraint rows to constraints. */
import type { Constraint, References } from "../../src/model/constraint.ts";
import type { ConstraintRow } from "../queries/constraints.ts";
import { CONSTRAINT_KINDS, decodeArray, decodeBoolean, decodeWord, MATCHES, REFERENTIAL_ACTIONS } from "./decode.ts";
import type { Directory } from "./directory.ts";

/** The names that 17 (of domains) and 18 give NOT NULL constraints by themselves; what is renamed keeps its old stem. */
export const AUTOMATIC_NOT_NULL_NAME = /_not_null\d*$/;

/** A NOT NULL that says no more than the column's `nullable`: older servers keep no such constraint. */
function isPlainNotNull(row: ConstraintRow): boolean {
  return (
    row.contype === "n" &&
    row.description === null &&
    decodeBoolean(row.convalidated) &&
    !decodeBoolean(row.connoinherit) &&
    (AUTOMATIC_NOT_NULL_NAME.test(row.conname) || !decodeBoolean(row.conislocal))
  );
}

/** `null` where it says nothing of its own, or where another session's lock hides its definition. */
export function buildConstraint(row: ConstraintRow, directory: Directory): Constraint | null {
  if (row.constraintdef === null || isPlainNotNull(row)) return null;
  const kind = decodeWord(CONSTRAINT_KINDS, row.contype);
  const numbers = decodeArray(row.conkey);
  const columns =
    kind === "check"
      ? numbers
          .filter((attnum) => Number(attnum) > 0)
          .sort((a, b) => Number(a) - Number(b))
          .map((attnum) => directory.columnName(row.conrelid, attnum))
      : numbers.map((attnum) => (attnum === "0" ? null : directory.columnName(row.conrelid, attnum)));
  return {
    kind,
    name: row.conname,
    columns,
    references: kind === "foreign key" ? buildReferences(row, directory) : null,
    operators: decodeArray(row.conexclop),
    expression: row.conbin,
    deferrable: decodeBoolean(row.condeferrable),
    initiallyDeferred: decodeBoolean(row.condeferred),
    validated: decodeBoolean(row.convalidated),
    enforced: decodeBoolean(row.conenforced),
    local: decodeBoolean(row.conislocal),
    inherited: Number(row.coninhcount) > 0,
    // PostgreSQL sets the flag on every key and foreign key; it means something only where it was asked for.
    noInherit: (kind === "check" || kind === "not null") && decodeBoolean(row.connoinherit),
    period: decodeBoolean(row.conperiod),
    definition: row.constraintdef,
    comment: row.description,
    index: row.conindid,
    origin: null,
  };
}

function buildReferences(row: ConstraintRow, directory: Directory): References {
  const { schema, name } = directory.relationName(row.confrelid);
  return {
    schema,
    relation: name,
    columns: decodeArray(row.confkey).map((attnum) => directory.columnName(row.confrelid, attnum)),
    match: decodeWord(MATCHES, row.confmatchtype),
    onUpdate: decodeWord(REFERENTIAL_ACTIONS, row.confupdtype),
    onDelete: decodeWord(REFERENTIAL_ACTIONS, row.confdeltype),
    onDeleteColumns: decodeArray(row.confdelsetcols).map((attnum) => directory.columnName(row.conrelid, attnum)),
  };
}
