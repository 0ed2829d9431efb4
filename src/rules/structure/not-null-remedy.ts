/** The remedy that makes a column NOT NULL while the table is in use. */
import type { Column } from "../../model/column.ts";
import type { Constraint } from "../../model/constraint.ts";
import { quoteIdentifier } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import { buildRemedy, type Remedy } from "../../model/remedy.ts";
import type { RemedyAction } from "../../model/remedy-action.ts";
import { clipName } from "../naming/generated-names.ts";
import { buildValidationRemedy } from "./constraint-remedies.ts";
import { notNullCheckOf } from "./nullability.ts";
import { isScaffold, SCAFFOLD } from "./scaffold.ts";

const FAILS = "It fails while a row holds NULL: fill those first.";

/** NOT NULL by way of a check, or the validation of a constraint that is there already. */
export function buildNotNullRemedy(column: Column, relation: Relation): Remedy {
  const waiting = relation.constraints.find(({ kind, columns }) => kind === "not null" && columns[0] === column.name);
  if (waiting !== undefined && !waiting.validated) {
    return buildValidationRemedy(waiting, relation, FAILS);
  }
  const check = notNullCheckOf(column, relation);
  if (check !== null && !isScaffold(check.name)) return buildValidationRemedy(check, relation, FAILS);
  return buildRemedy(buildSteps(column, relation, check), FAILS);
}

/**
 * A check first, so that no strong lock is held while rows are read; each column has its own. One that is left of a run
 * that stopped is gone on with.
 */
function buildSteps(column: Column, { schema, name: table }: Relation, left: Constraint | null): RemedyAction[] {
  const check = { schema, table, name: left?.name ?? clipName(`${SCAFFOLD}_${column.name}`) };
  const definition = `CHECK (${quoteIdentifier(column.name)} IS NOT NULL)`;
  return [
    ...(left === null ? [{ kind: "add constraint", ...check, constraint: "check", definition } as const] : []),
    ...(left?.validated ? [] : [{ kind: "validate constraint", ...check } as const]),
    { kind: "set not null", schema, table, column: column.name },
    { kind: "drop constraint", ...check },
  ];
}
