/** Columns that look as if they told customers apart. */
import type { Catalog } from "../../model/catalog.ts";
import { compareText } from "../../model/names.ts";
import { oncePerCatalog, tablesOf } from "../extended/once-per-catalog.ts";

const TENANT = /^(tenant|org|organi[sz]ation|workspace|account)_id$/;

/** The first of the names that tenants' columns have which half of the tables carry, and more than one; else `null`. */
export const commonTenantColumn = oncePerCatalog((catalog: Catalog): string | null => {
  const tables = tablesOf(catalog);
  const names = tables.flatMap(({ columns }) => columns.map(({ name }) => name).filter((name) => TENANT.test(name)));
  const carried = [...Map.groupBy(names, (name) => name)].filter(
    ([, { length }]) => length > 1 && length * 2 >= tables.length,
  );
  return carried.map(([name]) => name).sort(compareText)[0] ?? null;
});
