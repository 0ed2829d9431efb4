import { expect, test } from "vitest";
import type { Relation } from "../../src/model/relation.ts";
import { aTable } from "../support/catalog.ts";
import { aCountedCatalog } from "./counted.ts";
import { inWords, ofTables } from "./in-words.ts";

const ID = "table-empty";
const ofSize = (name: string, table: number, given: Partial<Relation> = {}) =>
  aTable(name, {
    statistics: { rows: null, bytes: { table, toast: 0, indexes: 16_384, total: table + 16_384 }, counters: null },
    ...given,
  });
const of = (...relations: Relation[]) => ofTables(aCountedCatalog(relations), ID);

test("a table without a row fails in a database that holds rows", () => {
  expect(of(ofSize("fax_numbers", 0), ofSize("users", 8192))).toEqual([
    "fail fax_numbers: Table fax_numbers is empty.",
    "pass users",
  ]);
});

test("in a database that is not in use yet nothing is said of it", () => {
  const unused = "most tables of the database are empty";
  expect(of(ofSize("fax_numbers", 0))).toEqual([`n.a. fax_numbers: ${unused}`]);
  expect(of(ofSize("fax_numbers", 0), ofSize("settings", 8192), ofSize("users", 0))).toEqual([
    `n.a. fax_numbers: ${unused}`,
    `n.a. users: ${unused}`,
    "pass settings",
  ]);
});

test("a partitioned table is as empty as its partitions", () => {
  const parent = aTable("logs", { kind: "partitioned table" });
  const partition = { of: { schema: "public", name: "logs" }, bound: "DEFAULT" };
  expect(of(parent, ofSize("logs_2025", 0, { partition }), ofSize("logs_2026", 8192, { partition }))).toEqual([
    "pass logs",
  ]);
  expect(of(parent, ofSize("logs_2025", 0, { partition }), ofSize("users", 8192))).toEqual([
    "fail logs: Table logs is empty.",
    "pass users",
  ]);
});

test("a size that is not known, and a replayed history, is not assessed", async () => {
  expect(of(aTable("t"))).toEqual(["not assessed t: the size of t is not known"]);
  expect(await inWords("CREATE TABLE t (x int)", ID)).toEqual(["not assessed t: it needs a live server's figures"]);
});
