import { expect, test } from "vitest";
import { aTable } from "../support/catalog.ts";
import { aServerCatalog } from "../support/server-catalog.ts";
import { inWords, mended, ofTables, remedies } from "./in-words.ts";

const RULE = "autovacuum-off";

test("a table with autovacuum off fails until the setting is gone, however false was spelled", async () => {
  const sql = `CREATE TABLE a (x text) WITH (autovacuum_enabled = off, fillfactor = 70);
    CREATE TABLE b (x text) WITH (toast.autovacuum_enabled = 0, autovacuum_enabled = 'n');
    CREATE TABLE c (x text) WITH (autovacuum_enabled = on); CREATE TABLE d (x text)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail a: Autovacuum is turned off for table a, by autovacuum_enabled.",
    "fail b: Autovacuum is turned off for table b, by autovacuum_enabled and toast.autovacuum_enabled.",
    "pass c",
    "pass d",
  ]);
  expect(await remedies(sql, RULE)).toEqual([
    "ALTER TABLE public.a RESET (autovacuum_enabled)",
    "ALTER TABLE public.b RESET (autovacuum_enabled, toast.autovacuum_enabled)",
  ]);
  expect(await mended(sql, RULE)).toEqual(["pass a", "pass b", "pass c", "pass d"]);
});

test("a partitioned table is no subject", async () => {
  expect(await inWords("CREATE TABLE p (x int) PARTITION BY LIST (x)", RULE)).toEqual([]);
});

test("on a server that has it off for all no table has it on", () => {
  const relations = [aTable("a"), aTable("b", { options: [{ name: "autovacuum_enabled", value: "off" }] })];
  const of = (settings: Record<string, string>) => ofTables(aServerCatalog({ relations, settings }), RULE);
  const b = "fail b: Autovacuum is turned off for table b, by autovacuum_enabled.";
  expect(of({ autovacuum: "off" })).toEqual([
    "fail a: Autovacuum is turned off for table a, as for all of the server: autovacuum is off.",
    b,
  ]);
  expect(of({ autovacuum: "on", track_counts: "off" })).toEqual([
    "fail a: Autovacuum is turned off for table a, as for all of the server: track_counts is off.",
    b,
  ]);
  expect(of({ autovacuum: "on", track_counts: "on" })).toEqual([b, "pass a"]);
});
