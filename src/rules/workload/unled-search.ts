/** A search that no index leads to its rows, and the index that would. */
import type { CatalogLookup } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import type { Counters } from "./live-counters.ts";
import { leadingIndexes, rowsPerValue, type Search } from "./table-searches.ts";

/** Of a value that more than a twentieth of the rows have, the planner reads the table instead. */
const MOST_ROWS_A_VALUE = 0.05;
/** More columns than these make an index wide, and find hardly fewer rows. */
const MOST_COLUMNS = 3;

/**
 * The columns of the index that would serve a search which none serves; empty where one does, or where none would:
 * no column is searched, or each value is in too many rows.
 */
export function missingIndex(search: Search, table: Relation, counters: Counters, lookup: CatalogLookup): string[] {
  const { equality, range, join, other, order, limited } = search.use;
  const exact = [...equality, ...(isLimitedByValues(search) ? join : [])];
  const led = [...exact, ...range].some(
    // Of a partitioned table only the partitions of that value are read.
    (column) => table.partitionKey?.columns.includes(column) || leadingIndexes(table, column, lookup).length > 0,
  );
  if (led) return [];
  if (exact.length === 0 && range.length === 0) {
    const first = limited && other.length === 0 && join.length === 0 ? order[0] : undefined;
    return first === undefined || leadingIndexes(table, first, lookup).length > 0 ? [] : order.slice(0, MOST_COLUMNS);
  }
  const shared = exact.length === 0 ? null : rowsPerValue(table, exact, counters);
  if (shared !== null && shared > MOST_ROWS_A_VALUE * counters.liveRows && range.length === 0) return [];
  const rest = range.length > 0 ? range.slice(0, 1) : limited ? order : [];
  return [...new Set([...exact.toSorted((a, b) => compare(a, b, table, counters)), ...rest])].slice(0, MOST_COLUMNS);
}

/** Something in the statement is compared with a value; a join of whole tables is served best without an index. */
function isLimitedByValues({ statement }: Search): boolean {
  return statement.relations.some(({ equality, range }) => equality.length > 0 || range.length > 0);
}

/** The column whose values are in the fewest rows first; what is not known last. */
function compare(a: string, b: string, table: Relation, counters: Counters): number {
  const rowsOf = (column: string) => rowsPerValue(table, [column], counters) ?? counters.liveRows;
  return rowsOf(a) - rowsOf(b);
}
