import { expect, test } from "vitest";
import { aForeignKey, anIndex } from "../support/catalog.ts";
import { aCountedCatalog, aCountedIndex, aCountedTable } from "./counted.ts";
import { inWords, ofTables, remediesOfTables } from "./in-words.ts";

const ID = "index-unused";
const of = (
  indexes: ReturnType<typeof anIndex>[],
  given: { workload?: Parameters<typeof aCountedCatalog>[1]; options?: Record<string, unknown> } = {},
) => ofTables(aCountedCatalog([aCountedTable({ indexes })], given.workload), ID, given.options);

test("an index that no search has used for a month is a candidate, and nothing is suggested to drop it", () => {
  const catalog = aCountedCatalog([aCountedTable({ indexes: [aCountedIndex("a", ["status"], 0)] })]);
  expect(ofTables(catalog, ID)).toEqual(["fail orders.a: No search has used index a in 40 days: a candidate."]);
  expect(remediesOfTables(catalog, ID)).toEqual([]);
  expect(of([aCountedIndex("a", ["status"], 1)])).toEqual(["pass orders.a"]);
});

test("from PostgreSQL 16 on the last search says it, however often it was used before", () => {
  const last = (lastScan: string) => of([anIndex("a", ["id"], { statistics: { bytes: 9e6, scans: 7, lastScan } })]);
  expect(last("2026-10-11T00:00:00Z")).toEqual(["fail orders.a: No search has used index a for 30 days: a candidate."]);
  expect(last("2026-10-11T00:00:01Z")).toEqual(["pass orders.a"]);
});

test("an index that is there for more than searches is no subject", () => {
  const made = (given: Parameters<typeof aCountedIndex>[3]) => of([aCountedIndex("a", ["status"], 0, given)]);
  expect(made({ unique: true })).toEqual([]);
  expect(made({ constraint: "no_overlap" })).toEqual([]);
  expect(made({ replicaIdentity: true })).toEqual([]);
  expect(made({ valid: false })).toEqual([]);
});

test("the only index that serves a foreign key is no subject, one of two is", () => {
  const constraints = [aForeignKey("orders_user_id_fkey", ["user_id"], { relation: "users" })];
  const ofKey = (...indexes: ReturnType<typeof anIndex>[]) =>
    ofTables(aCountedCatalog([aCountedTable({ constraints, indexes })]), ID);
  expect(ofKey(aCountedIndex("a", ["user_id"], 0))).toEqual([]);
  expect(ofKey(aCountedIndex("a", ["user_id"], 0), aCountedIndex("b", ["user_id", "status"], 3))).toEqual([
    "fail orders.a: No search has used index a in 40 days: a candidate.",
    "pass orders.b",
  ]);
});

test("a small index is left alone", () => {
  const small = aCountedIndex("a", ["status"], 0, { statistics: { bytes: 1_048_575, scans: 0, lastScan: null } });
  expect(of([small])).toEqual(["n.a. orders.a: a is small"]);
  expect(of([small], { options: { megabytes: 0 } })).toEqual([
    "fail orders.a: No search has used index a in 40 days: a candidate.",
  ]);
});

test("what is not counted, or not long enough, is not assessed", async () => {
  const index = aCountedIndex("a", ["status"], 0);
  expect(of([index], { workload: { countedSince: "2026-10-20T00:00:00Z" } })).toEqual([
    "not assessed orders.a: the counters go back 21 days, and 30 are needed",
  ]);
  expect(of([index], { workload: { countedSince: null } })).toEqual([
    "not assessed orders.a: since when the server counts is not known: its counters were never reset",
  ]);
  expect(of([index], { workload: { countedSince: null }, options: { days: 0 } })).toEqual([
    "fail orders.a: No search has used index a since the server counts: a candidate.",
  ]);
  expect(of([index], { workload: { standby: true } })).toEqual([
    "not assessed orders.a: a standby counts only its own reads: the primary's counters are needed",
  ]);
  expect(of([anIndex("a", ["status"])])).toEqual(["not assessed orders.a: the server shows no counters of a"]);
  const sizeless = { bytes: null, scans: 0, lastScan: null };
  expect(of([anIndex("a", ["status"], { statistics: sizeless })])).toEqual([
    "not assessed orders.a: the size of a is not known",
  ]);
  expect(await inWords("CREATE TABLE t (x int); CREATE INDEX i ON t (x)", ID)).toEqual([
    "not assessed t.i: it needs a live server's counters",
  ]);
});
