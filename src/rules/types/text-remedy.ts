/** The remedy that makes a column text. */
import type { Column } from "../../model/column.ts";
import type { Relation } from "../../model/relation.ts";
import type { RuleContext } from "../../model/rule.ts";
import type { Remedy } from "../../model/verdict.ts";
import { builtInType } from "./base-type.ts";
import { toRetypeRemedy } from "./retype.ts";

/** Of a varchar nothing changes but the catalog; blank-padded values and their indexes compare by other rules. */
export function toTextRemedy(column: Column, table: Relation, context: RuleContext): { remedy?: Remedy } {
  const alike = builtInType(column) === "varchar";
  return toRetypeRemedy(column, table, context, {
    type: "text",
    keeps: alike ? "everything" : "nothing",
    lock: alike
      ? "ACCESS EXCLUSIVE for a moment: neither the table nor its indexes are rewritten."
      : "ACCESS EXCLUSIVE while the table and its indexes are rewritten. Trailing blanks go.",
  });
}
