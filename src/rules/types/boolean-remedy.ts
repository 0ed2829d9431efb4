/** The remedy that makes a number boolean. */
import type { Column } from "../../model/column.ts";
import type { Relation } from "../../model/relation.ts";
import type { Mending, RuleContext } from "../../model/rule.ts";
import { builtInType } from "./base-type.ts";
import { buildRetypeRemedy } from "./retype.ts";

/** Where every value but 0 is a yes, and the default is 0 or 1. */
export function buildBooleanRemedy(column: Column, table: Relation, context: RuleContext): Mending {
  const type = builtInType(column);
  if (!/^(int[248]|numeric)$/.test(type ?? "")) return { noRemedy: "which of its values mean yes is yours to say" };
  // PostgreSQL prints a cast as (0)::bigint or '0'::bigint.
  const standing = /^\(?'?([01])'?\)?(::.*)?$/.exec(column.default ?? "")?.[1];
  if (column.default !== null && standing === undefined) return { noRemedy: "its default is neither 0 nor 1" };
  return buildRetypeRemedy(column, table, context, {
    type: "boolean",
    using: (name) => `${name} <> 0`,
    keeps: "nothing",
    ...(standing === undefined ? {} : { default: standing === "1" ? "true" : "false" }),
    caution: "The application must write true and false at once.",
  });
}
