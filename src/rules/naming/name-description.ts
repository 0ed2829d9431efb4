/** What is left of a name when the conventional parts are taken off: what the object is for. */
import type { Relation } from "../../model/relation.ts";
import { SNAKE_CASE, toSnakeCase } from "./name-pattern.ts";

const PREFIX = /^(chk|ck|check|idx|ix|index|uq|uk)_/;
const SUFFIX = /_(check|chk|ck|constraint|idx|ix|index|key|uniq)(\d*)$/;

/** `total` of `orders_total_check`, `chk_orders_total` and `ck_total`; `null` where nothing is left. */
export function descriptionIn(name: string, table: Relation): string | null {
  let left = withoutTable(toSnakeCase(name).replace(PREFIX, ""), table).replace(PREFIX, "");
  left = left.replace(SUFFIX, (_, _word, digits: string) => (digits === "" ? "" : `_${digits}`));
  return SNAKE_CASE.test(left) && !/^(check|chk|idx)\d*$/.test(left) ? left : null;
}

/** Also where one of the two runs the words together that the other keeps apart: `CK_PayHistory_Rate` of `payhistory`. */
function withoutTable(name: string, table: Relation): string {
  const words = name.split("_");
  const own = toSnakeCase(table.name).replaceAll("_", "");
  const end = words.findIndex((_, at) => words.slice(0, at + 1).join("") === own);
  return words.slice(end + 1).join("_");
}
