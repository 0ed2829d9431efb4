/** The remedy that gives a column a default. */
import type { Column } from "../../model/column.ts";
import type { Relation } from "../../model/relation.ts";
import { buildRemedy, type Remedy } from "../../model/remedy.ts";

/** @param expression SQL */
export function buildDefaultRemedy(
  { name: column }: Column,
  { schema, name: table }: Relation,
  expression: string,
): Remedy {
  return buildRemedy(
    [{ kind: "set default", schema, table, column, expression }],
    "Rows that are there keep what they have.",
  );
}
