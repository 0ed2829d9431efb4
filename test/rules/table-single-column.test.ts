import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "table-single-column";

test("a table of one column or none fails, and says which", async () => {
  expect(await inWords("CREATE TABLE a (x int); CREATE TABLE b (); CREATE TABLE c (x int, y int)", RULE)).toEqual([
    "fail a: Table a has one column, x.",
    "fail b: Table b has no column.",
    "pass c",
  ]);
});

test("a list that others refer to, and a parent that others inherit from, are left alone", async () => {
  const sql = `CREATE TABLE a (code text PRIMARY KEY); CREATE TABLE b (x text REFERENCES a, y int);
    CREATE TABLE p (x int); CREATE TABLE q (y int) INHERITS (p)`;
  expect(await inWords(sql, RULE)).toEqual([
    "n.a. a: other tables refer to it",
    "n.a. p: other tables inherit from it",
    "pass b",
    "pass q",
  ]);
});
