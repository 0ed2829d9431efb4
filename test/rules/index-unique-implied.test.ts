import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "index-unique-implied";

test("a unique index over some of the rows that holds the primary key fails", async () => {
  const sql = `CREATE TABLE t (id int PRIMARY KEY, a int, b bool); CREATE UNIQUE INDEX i1 ON t (id) WHERE b;
    CREATE UNIQUE INDEX i2 ON t (a, id) WHERE b; CREATE UNIQUE INDEX i3 ON t (a) WHERE b`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.i1: Index i1 keeps unique what the primary key does already, in all rows: id.",
    "fail t.i2: Index i2 keeps unique what the primary key does already, in all rows: id.",
    "pass t.i3",
  ]);
});

test("a part of a key of several columns may repeat, and without a key anything may", async () => {
  const sql = `CREATE TABLE t (a int, b int, c bool, PRIMARY KEY (a, b)); CREATE UNIQUE INDEX i1 ON t (a) WHERE c;
    CREATE TABLE u (a int, c bool); CREATE UNIQUE INDEX i2 ON u (a) WHERE c`;
  expect(await inWords(sql, RULE)).toEqual(["pass t.i1", "pass u.i2"]);
});

test("whole indexes, and those that are not unique, are no subject", async () => {
  const sql =
    "CREATE TABLE t (id int PRIMARY KEY, b bool); CREATE INDEX i1 ON t (id) WHERE b; CREATE UNIQUE INDEX i2 ON t (b, id)";
  expect(await inWords(sql, RULE)).toEqual([]);
});
