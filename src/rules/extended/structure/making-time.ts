/** Whether a table says when its rows were made. */
import type { Relation } from "../../../model/relation.ts";
import { builtInType } from "../../types/base-type.ts";
import { toWords } from "../../types/column-words.ts";

const MOMENTS: ReadonlySet<string> = new Set(["timestamp", "timestamptz", "date"]);
const INTEGERS: ReadonlySet<string> = new Set(["int4", "int8"]);
const MADE: ReadonlySet<string> = new Set("created creation create inserted added".split(" "));

/** Whether rows have a moment that is called so, that is now by default, that every row has, or that the table is partitioned by. */
export function saysWhenMade(table: Relation): boolean {
  return table.columns.some(
    (column) =>
      // Seconds since 1970 say it as well.
      (INTEGERS.has(builtInType(column) ?? "") && /^(created|inserted)_(at|on)$/.test(column.name)) ||
      (MOMENTS.has(builtInType(column) ?? "") &&
        (toWords(column.name).some((word) => MADE.has(word)) ||
          /\bnow\(\)|CURRENT_/.test(column.default ?? "") ||
          (!column.nullable && builtInType(column) !== "date") ||
          table.partitionKey?.columns.includes(column.name))),
  );
}
