/** What is left of a name when the conventional parts are taken off: what the object is for. */
import type { Relation } from "../../model/relation.ts";
import { SNAKE_CASE, toSnakeCase } from "./name-pattern.ts";

const PREFIX = /^(chk|ck|check|idx|ix|index|uq|uk)_/;
const SUFFIX = /_(check|chk|ck|constraint|idx|ix|index|key|uniq)(\d*)$/;

/** `total` of `orders_total_check`, `chk_orders_total` and `ck_total`; `null` where nothing is left. */
export function toDescription(name: string, table: Relation): string | null {
  const own = `${toSnakeCase(table.name)}_`;
  let left = toSnakeCase(name).replace(PREFIX, "");
  if (left.startsWith(own)) left = left.slice(own.length).replace(PREFIX, "");
  left = left.replace(SUFFIX, (_, _word, digits: string) => (digits === "" ? "" : `_${digits}`));
  return SNAKE_CASE.test(left) && !/^(check|chk|idx)\d*$/.test(left) ? left : null;
}
