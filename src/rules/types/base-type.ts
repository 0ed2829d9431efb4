/** What a column's values are, below domains and inside arrays. */
import type { Catalog } from "../../model/catalog.ts";
import type { Column } from "../../model/column.ts";
import { quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import { type Sentence, say } from "../../model/sentence.ts";

/** pg_type.typname of the built-in type below all domains, the element's for an array; `null` for other types. */
export function builtInType(column: Column): string | null {
  const { schema, name } = column.typeParts.base;
  return schema === "pg_catalog" ? name : null;
}

/** Columns that the table defines itself: those that it inherits are judged once, on the parent. */
export function ownColumns(table: Relation): Column[] {
  return table.columns.filter((column) => column.local);
}

/** "Column `opens` is `app.wall`, a domain over `timestamp without time zone`", without a stop, to go on from. */
export function sayType(column: Column, catalog: Catalog): Sentence {
  const { schema, name, kind } = column.typeParts;
  if (kind !== "domain") return say`Column ${column.name} is ${column.type}`;
  const below = belowDomain(quoteQualified(schema, name), catalog) ?? column.typeParts.base.name;
  return say`Column ${column.name} is ${column.type}, a domain over ${below}`;
}

/** The type below a domain and the domains that it stands over; `null` where it is no domain of the catalog. */
function belowDomain(type: string, catalog: Catalog): string | null {
  const domain = catalog.types.find(
    (each) => each.kind === "domain" && quoteQualified(each.schema, each.name) === type,
  );
  return domain?.kind === "domain" ? (belowDomain(domain.type, catalog) ?? domain.type) : null;
}
