/** What the CHECK constraints on a single column compare it with. */
import type { Catalog } from "../../model/catalog.ts";
import type { Column } from "../../model/column.ts";
import type { Relation } from "../../model/relation.ts";

/** The check expressions that are about this column alone, its domain's included. */
export function checksOf(column: Column, table: Relation, catalog: Catalog): string[] {
  const own = table.constraints
    .filter(({ kind, columns }) => kind === "check" && columns.length === 1 && columns[0] === column.name)
    .map((constraint) => constraint.expression ?? "");
  const { schema, name, kind } = column.typeParts;
  if (kind !== "domain") return own;
  const domain = catalog.types.find((type) => type.kind === "domain" && type.schema === schema && type.name === name);
  return domain?.kind === "domain" ? [...own, ...domain.constraints.map((check) => check.expression)] : own;
}

/** The literals of an expression as PostgreSQL prints it, strings without quotes: `Y`, `0`, `-1`. */
export function literalsOf(expression: string): string[] {
  const strings = [...expression.matchAll(/'((?:[^']|'')*)'/g)].map((match) =>
    (match[1] as string).replaceAll("''", "'"),
  );
  const bare = expression.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, " ");
  const numbers = [...bare.matchAll(/(?<![\w.])\d+(?:\.\d+)?(?![\w.])/g)].map((match) => match[0]);
  return [...strings, ...numbers];
}
