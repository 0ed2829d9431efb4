/** The remedy that makes a column NOT NULL while the table is in use. */
import type { Column } from "../../model/column.ts";
import { quoteIdentifier } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import { buildRemedy, type Remedy } from "../../model/remedy.ts";
import { buildValidationRemedy } from "./constraint-remedies.ts";

const FAILS = "It fails while a row holds NULL: fill those first.";

/** NOT NULL by way of a check, or the validation of a constraint that is there already. */
export function buildNotNullRemedy(column: Column, relation: Relation): Remedy {
  const waiting = relation.constraints.find(({ kind, columns }) => kind === "not null" && columns[0] === column.name);
  if (waiting !== undefined && !waiting.validated) {
    return buildValidationRemedy(waiting, relation, FAILS);
  }
  const { schema, name: table } = relation;
  const check = { schema, table, name: "cartulary_not_null" };
  const definition = `CHECK (${quoteIdentifier(column.name)} IS NOT NULL)`;
  return buildRemedy(
    [
      { kind: "add constraint", ...check, constraint: "check", definition },
      { kind: "validate constraint", ...check },
      { kind: "set not null", schema, table, column: column.name },
      { kind: "drop constraint", ...check },
    ],
    FAILS,
  );
}
