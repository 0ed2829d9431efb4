/** Columns whose values have bounds that PostgreSQL can be told. */
import type { Column } from "../../model/column.ts";
import { foreignKeysOf, primaryKeyOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { builtInType, ownColumns } from "./base-type.ts";
import { isCodedName } from "./coded-names.ts";
import { lastWord, toWords } from "./column-words.ts";
import { isCountName, isPlaceName } from "./count-names.ts";
import { isMoneyName } from "./money-words.ts";

const NUMBERS: ReadonlySet<string> = new Set(["int2", "int4", "int8", "numeric", "float4", "float8"]);
const TIMES: ReadonlySet<string> = new Set(["date", "time", "timetz", "timestamp", "timestamptz"]);
const SHARES: ReadonlySet<string> = new Set(["percent", "percentage", "pct", "rating"]);
/** Amounts that are below zero by right. */
const SIGNED: ReadonlySet<string> = new Set(
  "balance balances refund refunds delta adjustment change credit debit diff profit income cash".split(" "),
);

/** Beginnings and their ends, as the words that a pair of column names differs by. */
const PAIRS: readonly [start: string, end: string][] = [
  ["start", "end"],
  ["starts", "ends"],
  ["started", "ended"],
  ["started", "finished"],
  ["from", "to"],
  ["from", "until"],
  ["min", "max"],
];

const ENDS: ReadonlySet<string> = new Set(PAIRS.map(([, end]) => end));

/** Amounts, counts, shares and ratings that can be told to stay within bounds. */
export function boundedColumns(table: Relation): Column[] {
  const keys = new Set([...primaryKeyOf(table), ...foreignKeysOf(table).flatMap((key) => key.columns)]);
  return ownColumns(table).filter(
    (column) =>
      NUMBERS.has(builtInType(column) ?? "") &&
      !column.typeParts.base.array &&
      !keys.has(column.name) &&
      column.generated === null &&
      !toWords(column.name).some((word) => SIGNED.has(word)) &&
      !isPlaceName(column.name) &&
      (isMoneyName(column.name) || isCountName(column.name) || SHARES.has(lastWord(column.name))),
  );
}

/**
 * The column that begins what this one ends, a number or a time as it is: `valid_from` for `valid_to`; `null` for none,
 * and for what only goes from one thing to another: `from_account_id` and `to_account_id`.
 */
export function startOf(end: Column, table: Relation): Column | null {
  const words = end.name.split("_");
  if (!words.some((word) => ENDS.has(word)) || !mayEnd(end, table)) return null;
  for (const [startWord, endWord] of PAIRS) {
    const position = words.indexOf(endWord);
    if (position === -1) continue;
    const name = words.with(position, startWord).join("_");
    const start = table.columns.find((column) => column.name === name && column.type === end.type);
    if (start !== undefined) return start;
  }
  return null;
}

/** A number or a time that is written, and refers to nothing. */
function mayEnd(column: Column, table: Relation): boolean {
  const ordered = isNumber(column) || TIMES.has(builtInType(column) ?? "");
  if (!ordered || column.typeParts.base.array || column.generated !== null) return false;
  const references = foreignKeysOf(table).some((key) => key.columns.includes(column.name));
  return !references && !/_ids?$/.test(column.name) && !isCodedName(column.name);
}

/** Whether values are smaller and larger, not earlier and later. */
export function isNumber(column: Column): boolean {
  return NUMBERS.has(builtInType(column) ?? "") || builtInType(column) === "interval";
}
