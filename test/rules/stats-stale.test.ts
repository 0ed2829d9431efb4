import { expect, test } from "vitest";
import { aTable } from "../support/catalog.ts";
import { aCountedCatalog, aCountedTable } from "./counted.ts";
import { inWords, ofTables } from "./in-words.ts";

const ID = "stats-stale";
const of = (counters: Parameters<typeof aCountedTable>[1], rows: number | null = 1_000_000) => {
  const table = aCountedTable({}, counters);
  return ofTables(aCountedCatalog([{ ...table, statistics: table.statistics && { ...table.statistics, rows } }]), ID);
};

test("a table of which most rows changed since it was analyzed has old figures", () => {
  expect(of({ rowsModified: 500_001 })).toEqual([
    "fail orders: More than 50% of the rows of orders changed since it was analyzed.",
  ]);
  expect(of({ rowsModified: 500_000 })).toEqual(["pass orders"]);
});

test("a table that was never analyzed has none", () => {
  expect(of({}, null)).toEqual(["fail orders: Table orders was never analyzed."]);
});

test("small tables are left alone, and partitioned ones are no subject", () => {
  expect(of({ liveRows: 9_999, rowsModified: 9_999 })).toEqual(["n.a. orders: orders has few rows"]);
  expect(ofTables(aCountedCatalog([aTable("orders", { kind: "partitioned table" })]), ID)).toEqual([]);
});

test("a large table of whose rows the counters know nothing is not assessed", () => {
  const reset = { liveRows: 0, deadRows: 0, rowsModified: 0 };
  const judged = (table: number) => {
    const { statistics, ...rest } = aCountedTable({}, reset);
    const bytes = { table, toast: 0, indexes: 0, total: table };
    return ofTables(aCountedCatalog([{ ...rest, statistics: statistics && { ...statistics, bytes } }]), ID);
  };
  expect(judged(280_000)).toEqual([
    "not assessed orders: the server has forgotten how many rows orders has, until it is vacuumed or analyzed",
  ]);
  expect(judged(279_999)).toEqual(["n.a. orders: orders has few rows"]);
  const settings = [{ name: "track_counts", value: "off", unit: null, source: "configuration file" }];
  expect(ofTables({ ...aCountedCatalog([aCountedTable({}, reset)]), settings }, ID)).toEqual([
    "not assessed orders: the setting track_counts is off: the server counts nothing",
  ]);
});

test("what no server counts is not assessed", async () => {
  expect(ofTables(aCountedCatalog([aTable("orders")]), ID)).toEqual([
    "not assessed orders: the server shows no counters of orders",
  ]);
  expect(await inWords("CREATE TABLE t (x int)", ID)).toEqual(["not assessed t: it needs a live server's counters"]);
});
