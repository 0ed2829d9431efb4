/** Columns that hold money. */
import type { Column } from "../../model/column.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { builtInType, ownColumns } from "./base-type.ts";
import { isMoneyName } from "./money-words.ts";

/** The table's own columns of type money, and numbers that are called money, keys and the costs of a graph aside. */
export function moneyColumnsOf(table: Relation): Column[] {
  const references = new Set(foreignKeysOf(table).flatMap((key) => key.columns));
  const isGraph = table.columns.some((column) => column.name === "reverse_cost");
  return ownColumns(table).filter((column) => {
    const type = builtInType(column) ?? "";
    if (type === "money") return true;
    const other = references.has(column.name) || (isGraph && /(^|_)cost(_|$)/.test(column.name));
    return NUMBERS.has(type) && isMoneyName(column.name) && !other;
  });
}

const NUMBERS: ReadonlySet<string> = new Set(["int2", "int4", "int8", "numeric", "float4", "float8"]);
