/** What limits a column of codes, and which only look like one. */
import type { Catalog } from "../../model/catalog.ts";
import type { Column } from "../../model/column.ts";
import type { Constraint } from "../../model/constraint.ts";
import { quoteIdentifier } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
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

/** `state` beside the other parts of an address is a place. */
export function belongsToAddress({ name }: Column, table: Relation): boolean {
  const place = /^(.*_)?state$/.exec(name);
  if (place === null) return false;
  const parts = ["city", "zip", "zip_code", "postal_code", "postcode", "country", "country_code"];
  const names = new Set(parts.map((part) => `${place[1] ?? ""}${part}`));
  return table.columns.some((column) => names.has(column.name));
}
