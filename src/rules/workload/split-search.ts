/** Searches by several columns of which an index serves only one. */
import type { CatalogLookup } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import type { Counters } from "./live-counters.ts";
import { leadingIndexes, rowsPerValue, type Search } from "./table-searches.ts";

/** So many rows, found by one column, are soon looked through. */
const FEW = 100;
/** Together they must find so many times fewer rows to be worth an index. */
const LEAST_GAIN = 4;

/** Columns that one index should hold: those searched by a value, then one searched by a range. */
export interface SplitSearch {
  exact: string[];
  rest: string[];
}

/** The columns that one index should hold; `null` where the search is served well enough, or not at all. */
export function missingTogether(
  { use }: Search,
  table: Relation,
  counters: Counters,
  lookup: CatalogLookup,
): SplitSearch | null {
  const exact = use.equality.slice(0, 3);
  const rest = exact.length < 3 ? use.range.slice(0, 1) : [];
  const columns = [...exact, ...rest];
  if (exact.length === 0 || columns.length < 2) return null;
  const leading = use.equality.flatMap((column) => leadingIndexes(table, column, lookup));
  const isServed = leading.some(
    ({ key, unique }) =>
      (unique && key.every((entry) => use.equality.includes(entry.column ?? ""))) ||
      (key.length > 1 && [...use.equality, ...use.range].includes(key[1]?.column ?? "")),
  );
  if (leading.length === 0 || isServed) return null;
  const led = use.equality.filter((column) => leadingIndexes(table, column, lookup).length > 0);
  const found = Math.min(...led.map((column) => rowsPerValue(table, [column], counters) ?? 0));
  const together = rest.length > 0 ? 0 : (rowsPerValue(table, exact, counters) ?? 0);
  return found > FEW && together * LEAST_GAIN <= found ? { exact, rest } : null;
}
