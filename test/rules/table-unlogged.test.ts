import { expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "table-unlogged";

test("an unlogged table fails until it is logged", async () => {
  const sql = "CREATE UNLOGGED TABLE a (x int); CREATE TABLE b (x int)";
  expect(await inWords(sql, RULE)).toEqual(["fail a: Table a is UNLOGGED: after a crash it is empty.", "pass b"]);
  expect(await remedies(sql, RULE)).toEqual(["ALTER TABLE public.a SET LOGGED"]);
  expect(await mended(sql, RULE)).toEqual(["pass a", "pass b"]);
});

test("one that refers to another unlogged table has to wait for that one", async () => {
  const sql = "CREATE UNLOGGED TABLE a (id int PRIMARY KEY); CREATE UNLOGGED TABLE b (x int REFERENCES a)";
  expect(await remedies(sql, RULE)).toEqual(["ALTER TABLE public.a SET LOGGED"]);
});

test("a partitioned table is no subject", async () => {
  expect(await inWords("CREATE TABLE p (x int) PARTITION BY LIST (x)", RULE)).toEqual([]);
});
