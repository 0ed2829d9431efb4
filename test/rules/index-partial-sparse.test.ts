import { expect, test } from "vitest";
import { aColumn, anIndex, anIndexKey } from "../support/catalog.ts";
import { aCountedCatalog, aCountedTable } from "./counted.ts";
import { inWords, ofTables } from "./in-words.ts";

const ID = "index-partial-sparse";

function of(nullFraction: number | null, given: Parameters<typeof anIndex>[2] = {}, rows: number | null = 1_000_000) {
  const statistics = nullFraction === null ? null : { nullFraction, distinct: -1 };
  const columns = [aColumn("Deleted At", "timestamp with time zone", { nullable: true, statistics }), aColumn("kind")];
  const table = aCountedTable({ columns, indexes: [anIndex("idx_gone", ["Deleted At"], given)] });
  const counted = table.statistics && { ...table.statistics, rows };
  return ofTables(aCountedCatalog([{ ...table, statistics: counted }]), ID);
}

test("an index on a column that is null in 95 of 100 rows could leave the nulls out", () => {
  expect(of(0.95)).toEqual([
    'fail orders.idx_gone: Index idx_gone holds mostly nulls (95%): consider WHERE "Deleted At" IS NOT NULL.',
  ]);
  expect(of(0.94)).toEqual(["pass orders.idx_gone"]);
});

test("an index that is unique, partial, or on more than one nullable column is no subject", () => {
  expect(of(0.99, { unique: true })).toEqual([]);
  expect(of(0.99, { predicate: '("Deleted At" IS NOT NULL)' })).toEqual([]);
  expect(of(0.99, { key: ["Deleted At", "kind"].map((column) => anIndexKey({ column })) })).toEqual([]);
  expect(of(0.99, { key: [anIndexKey({ column: "kind" })] })).toEqual([]);
  expect(of(0.99, { key: [anIndexKey({ expression: 'date("Deleted At")' })] })).toEqual([]);
});

test("a small table is left alone", () => {
  expect(of(0.99, {}, 99_999)).toEqual(["n.a. orders.idx_gone: orders has few rows"]);
});

test("without the planner's figures it is not assessed", async () => {
  expect(of(null)).toEqual(["not assessed orders.idx_gone: how often Deleted At is null is not known"]);
  expect(of(0.99, {}, null)).toEqual(["not assessed orders.idx_gone: how often Deleted At is null is not known"]);
  expect(await inWords("CREATE TABLE t (x int); CREATE INDEX i ON t (x)", ID)).toEqual([
    "not assessed t.i: it needs a live server's figures",
  ]);
});
