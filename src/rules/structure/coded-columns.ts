/** Which columns hold codes, which only look like it, and what limits them. */
import type { Catalog } from "../../model/catalog.ts";
import type { Column } from "../../model/column.ts";
import type { Constraint } from "../../model/constraint.ts";
import { primaryKeyOf } from "../../model/lookup.ts";
import { quoteIdentifier } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import { builtInType } from "../types/base-type.ts";
import { isCodeType } from "../types/coded-names.ts";
import { toWords } from "../types/column-words.ts";
import { isReferencing } from "./primary-key.ts";
import { limitsValues } from "./value-limits.ts";

/** A check that limits the column's values, one that holds for all rows before others; `null` where there is none. */
export function limitingCheckOf(column: Column, table: Relation): Constraint | null {
  const operand = quoteIdentifier(column.name);
  const checks = table.constraints.filter(
    ({ kind, columns, expression }) =>
      kind === "check" && columns.includes(column.name) && limitsValues(expression ?? "", operand),
  );
  return checks.find((check) => check.validated && check.enforced) ?? checks[0] ?? null;
}

/** Whether the column's domain, or one below it, limits the values. */
export function hasLimitingDomain({ typeParts, type }: Column, catalog: Catalog): boolean {
  return typeParts.kind === "domain" && isLimiting(type, catalog);
}

function isLimiting(type: string, catalog: Catalog): boolean {
  const domain = catalog.types.find(
    (each) => each.kind === "domain" && `${quoteIdentifier(each.schema)}.${quoteIdentifier(each.name)}` === type,
  );
  if (domain?.kind !== "domain") return false;
  const checks = domain.constraints.filter((check) => check.validated);
  return checks.some((check) => limitsValues(check.expression, "VALUE")) || isLimiting(domain.type, catalog);
}

/** Whether the column is called, and made, like one that holds one of a few codes, and nothing says otherwise. */
export function isCoded(
  column: Column,
  table: Relation,
  options: { words: readonly string[]; except: readonly string[] },
): boolean {
  const { name } = column;
  const words = toWords(name).join("_");
  const endsIn = (word: string) => words === word || words.endsWith(`_${word}`);
  if (!options.words.some(endsIn) || options.except.some(endsIn) || column.generated !== null) return false;
  if (!isCodeType(column) || column.typeParts.base.array) return false;
  if (isReferencing(name, table) || belongsToAddress(column, table)) return false;
  if (isRanked(column) || isLink(column, table)) return false;
  const key = primaryKeyOf(table);
  const meant = `${words}_id`;
  return (
    !(key.length === 1 && key[0] === name) && !table.columns.some((other) => toWords(other.name).join("_") === meant)
  );
}

/** A priority in numbers: any number comes before or after any other, and no list of them is meant. */
function isRanked(column: Column): boolean {
  return toWords(column.name).at(-1) === "priority" && builtInType(column) === "int2";
}

/** `prev_state` of events that are keyed by a text holds the key of another event. */
function isLink(column: Column, table: Relation): boolean {
  if (!/^(prev|previous|next|parent)$/.test(toWords(column.name)[0] ?? "")) return false;
  const [key, ...others] = primaryKeyOf(table);
  return others.length === 0 && table.columns.some(({ name, type }) => name === key && type === column.type);
}

/** `state` beside the other parts of an address is a place. */
export function belongsToAddress({ name }: Column, table: Relation): boolean {
  const place = /^(.*_)?state$/.exec(name);
  if (place === null) return false;
  const parts = ["city", "zip", "zip_code", "postal_code", "postcode", "country", "country_code"];
  const names = new Set(parts.map((part) => `${place[1] ?? ""}${part}`));
  return table.columns.some((column) => names.has(column.name));
}
