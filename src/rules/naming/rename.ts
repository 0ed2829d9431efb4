/** Remedies that give an object another name; nothing but the catalog changes. */
import type { Constraint } from "../../model/constraint.ts";
import type { Index } from "../../model/index-definition.ts";
import { quoteIdentifier, quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { Remedy } from "../../model/verdict.ts";

const CONSTRAINT_LOCK =
  "ACCESS EXCLUSIVE on the table for a moment; only the catalog changes. Code that names the constraint, such as ON CONFLICT ON CONSTRAINT, must follow.";
const INDEX_LOCK =
  "SHARE UPDATE EXCLUSIVE on the index for a moment: reads and writes go on; only the catalog changes.";

/** The constraint renamed; `null` where the table has that name already. */
export function toConstraintRename(constraint: Constraint, name: string, table: Relation): Remedy | null {
  if (isTaken(name, table)) return null;
  const alter = `ALTER TABLE ${quoteQualified(table.schema, table.name)}`;
  const rename = `RENAME CONSTRAINT ${quoteIdentifier(constraint.name)} TO ${quoteIdentifier(name)}`;
  return { sql: [`${alter} ${rename}`], lock: CONSTRAINT_LOCK, proven: null };
}

/** The index renamed; `null` where the table has that name already. */
export function toIndexRename(index: Index, name: string, table: Relation): Remedy | null {
  if (isTaken(name, table)) return null;
  const sql = `ALTER INDEX ${quoteQualified(table.schema, index.name)} RENAME TO ${quoteIdentifier(name)}`;
  return { sql: [sql], lock: INDEX_LOCK, proven: null };
}

function isTaken(name: string, table: Relation): boolean {
  return [...table.constraints, ...table.indexes].some((other) => other.name === name);
}

/** Whether the object is the first of several that would get the same name; the others keep theirs. */
export function isFirstToWant<T extends { name: string }>(own: T, all: readonly T[], nameOf: (one: T) => string) {
  return all.find((one) => nameOf(one) === nameOf(own)) === own;
}

/** Constraints that the table defines itself and no parent has. */
export function ownConstraints(table: Relation, kind: Constraint["kind"]): Constraint[] {
  return table.constraints.filter((each) => each.kind === kind && each.local && !each.inherited);
}
