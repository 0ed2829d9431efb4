import { expect, test } from "vitest";
import { aTable } from "../support/catalog.ts";
import { aCountedCatalog, aCountedTable } from "./counted.ts";
import { inWords, ofTables } from "./in-words.ts";

const ID = "table-bloat";
const of = (counters: Parameters<typeof aCountedTable>[1]) =>
  ofTables(aCountedCatalog([aCountedTable({}, counters)]), ID);

test("a table with more than half as many dead rows as others fails", () => {
  expect(of({ liveRows: 20_000, deadRows: 10_001 })).toEqual([
    "fail orders: Table orders holds more dead rows than autovacuum leaves.",
  ]);
  expect(of({ liveRows: 20_000, deadRows: 10_000 })).toEqual(["pass orders"]);
  expect(of({ liveRows: 0, deadRows: 10_000 })).toEqual([
    "fail orders: Table orders holds more dead rows than autovacuum leaves.",
  ]);
});

test("few dead rows pass, few rows altogether are left alone, and partitioned tables are no subject", () => {
  expect(of({ liveRows: 15_000, deadRows: 9_999 })).toEqual(["pass orders"]);
  expect(of({ liveRows: 100, deadRows: 9_999 })).toEqual(["n.a. orders: orders has few rows"]);
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
