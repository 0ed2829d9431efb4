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

test("what no server counts is not assessed", async () => {
  expect(ofTables(aCountedCatalog([aTable("orders")]), ID)).toEqual([
    "not assessed orders: the server shows no counters of orders",
  ]);
  expect(await inWords("CREATE TABLE t (x int)", ID)).toEqual(["not assessed t: it needs a live server's counters"]);
});
