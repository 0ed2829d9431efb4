/** What a foreign key or a unique constraint makes of NULL in one of its columns. */
import type { Column } from "../../model/column.ts";
import type { Constraint, ForeignKey } from "../../model/constraint.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import { quoteIdentifier } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import { fail, type Judgement, notAssessed } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";

/** Of a nullable column that nothing else speaks against. No remedy: which way out is right only its owner knows. */
export function judgeNullInKeys(column: Column, table: Relation): Judgement {
  const key = halfNullKey(column, table);
  if (key !== null) {
    const message = say`Column ${column.name} may be null where another of foreign key ${key.name} is not: then it checks nothing. `;
    return fail([...message, ...say`Declare it ${"MATCH FULL"}, or let a check ask for all of them or none.`], {
      noRemedy: "which of the two is meant is yours to say",
    });
  }
  const unique = uniqueWithNulls(column, table);
  if (unique !== null) {
    const question = say`unique constraint ${unique.name} lets any number of NULLs in; `;
    return notAssessed([...question, ...say`where that is not meant, say ${"NOT NULL"} or ${"NULLS NOT DISTINCT"}`]);
  }
  return notAssessed(["only the data or its owner knows which columns may be null"]);
}

/**
 * A unique constraint that lets any number of NULLs in. That may be meant, as of an optional name: only who made it
 * knows. `null` where there is none.
 */
function uniqueWithNulls({ name }: Column, table: Relation): Constraint | null {
  const unique = table.constraints.find(
    (constraint) =>
      constraint.kind === "unique" &&
      constraint.columns.includes(name) &&
      !table.indexes.some((index) => index.constraint === constraint.name && index.nullsNotDistinct),
  );
  return unique === undefined || hasTwinForNulls(name, unique.columns, table) ? null : unique;
}

/**
 * A foreign key of several columns of which more than one may be null, so that one alone may: then it checks nothing.
 * Where one only may be null, that says that there is no such row, as of a parent within a tenant. `null` where there is none.
 */
function halfNullKey({ name }: Column, table: Relation): ForeignKey | null {
  const nullable = (column: string) => table.columns.some((each) => each.name === column && each.nullable);
  return (
    foreignKeysOf(table).find(
      ({ columns, references }) =>
        columns.includes(name) && references.match !== "full" && columns.filter(nullable).length > 1,
    ) ?? null
  );
}

/** Of the rows without the column, another unique index keeps the rest of the columns unique: `WHERE tag_id IS NULL`. */
function hasTwinForNulls(name: string, columns: readonly (string | null)[], table: Relation): boolean {
  return table.indexes.some(
    ({ unique, valid, predicate, key }) =>
      unique &&
      valid &&
      predicate === `(${quoteIdentifier(name)} IS NULL)` &&
      key.every(({ column }) => column !== null && column !== name && columns.includes(column)),
  );
}
