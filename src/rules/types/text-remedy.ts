/** The remedy that makes a column text. */
import type { Column } from "../../model/column.ts";
import type { Relation } from "../../model/relation.ts";
import type { Mending, RuleContext } from "../../model/rule.ts";
import { builtInType } from "./base-type.ts";
import { buildRetypeRemedy } from "./retype.ts";

/** Of a varchar nothing changes but the catalog; blank-padded values and their indexes compare by other rules. */
export function buildTextRemedy(column: Column, table: Relation, context: RuleContext): Mending {
  const alike = builtInType(column) === "varchar";
  return buildRetypeRemedy(column, table, context, {
    type: "text",
    keeps: alike ? "everything" : "nothing",
    ...(alike ? { rewrites: "nothing" } : { caution: "Trailing blanks go." }),
  });
}
