/** Columns that hold money. */
import type { Column } from "../../model/column.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { builtInType, ownColumns } from "./base-type.ts";
import { isMoneyName, isSumName } from "./money-words.ts";

/**
 * The table's own columns of type money, and numbers and texts that are called money; but keys, the costs of a graph,
 * and the amounts of things that have a unit, as in a recipe.
 */
export function moneyColumnsOf(table: Relation): Column[] {
  const references = new Set(foreignKeysOf(table).flatMap((key) => key.columns));
  const isGraph = table.columns.some((column) => column.name === "reverse_cost");
  return ownColumns(table).filter((column) => {
    const type = builtInType(column) ?? "";
    if (type === "money") return true;
    const other = references.has(column.name) || (isGraph && /(^|_)cost(_|$)/.test(column.name));
    const called = TEXTS.has(type) ? isSumName(column.name) && !column.typeParts.base.array : isMoneyName(column.name);
    return (NUMBERS.has(type) || TEXTS.has(type)) && called && !other && !isMeasured(column, table);
  });
}

/** `amount` beside `unit`: 200 g of flour. */
function isMeasured({ name }: Column, { columns }: Relation): boolean {
  return /(^|_)amount$/.test(name) && columns.some((other) => /(^|_)(unit|units|uom|unit_id)$/.test(other.name));
}

const TEXTS: ReadonlySet<string> = new Set(["text", "varchar", "bpchar"]);
const NUMBERS: ReadonlySet<string> = new Set(["int2", "int4", "int8", "numeric", "float4", "float8"]);
