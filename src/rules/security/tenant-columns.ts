/** Columns that look as if they told customers apart. */
import type { Catalog } from "../../model/catalog.ts";
import { compareText } from "../../model/names.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import { oncePerCatalog, tablesOf } from "../extended/once-per-catalog.ts";

const TENANT = /^(tenant|org|organi[sz]ation|workspace|account)_id$/;

/** The first of the names that tenants' columns have which half of the tables carry, and more than one; else `null`. */
const commonTenantColumn = oncePerCatalog((catalog: Catalog): string | null => {
  const tables = tablesOf(catalog);
  const names = tables.flatMap(({ columns }) => columns.map(({ name }) => name).filter((name) => TENANT.test(name)));
  const carried = [...Map.groupBy(names, (name) => name)].filter(
    ([, { length }]) => length > 1 && length * 2 >= tables.length,
  );
  return carried.map(([name]) => name).sort(compareText)[0] ?? null;
});

/** That the config names no such column, with the one that it may be. */
export function sayUndeclared(catalog: Catalog): Sentence {
  const found = commonTenantColumn(catalog);
  const none = say`the config names no ${"security.tenantColumn"}`;
  return found === null ? none : [...none, ...say`; ${found} stands in half of the tables or more`];
}
