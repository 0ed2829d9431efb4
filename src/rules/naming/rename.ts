/** Remedies that give an object another name; nothing but the catalog changes. */
import type { Constraint } from "../../model/constraint.ts";
import type { Index } from "../../model/index-definition.ts";
import type { Relation } from "../../model/relation.ts";
import { buildRemedy, type Remedy } from "../../model/remedy.ts";
import { isMadeUp } from "./name-form.ts";

/** The constraint renamed; `null` where the table has that name already, or only a tool could make it up. */
export function buildConstraintRename(constraint: Constraint, name: string, table: Relation): Remedy | null {
  if (isTaken(name, table) || isMadeUp(name)) return null;
  return buildRemedy(
    [{ kind: "rename constraint", schema: table.schema, table: table.name, name: constraint.name, to: name }],
    "Code that names the constraint, such as ON CONFLICT ON CONSTRAINT, must follow.",
  );
}

/** The index renamed; `null` where the table has that name already, or only a tool could make it up. */
export function buildIndexRename(index: Index, name: string, table: Relation): Remedy | null {
  if (isTaken(name, table) || isMadeUp(name)) return null;
  return buildRemedy([{ kind: "rename index", schema: table.schema, table: table.name, name: index.name, to: name }]);
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
