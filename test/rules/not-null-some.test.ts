import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "not-null-some";

test("a table in which everything beside the key may be null fails, and one with something that may not passes", async () => {
  const sql =
    "CREATE TABLE a (id int PRIMARY KEY, x int, y int); CREATE TABLE b (id int PRIMARY KEY, x int NOT NULL, y int)";
  expect(await inWords(sql, RULE)).toEqual(["fail a: All columns of a beside the primary key may be null.", "pass b"]);
});

test("join tables are left alone, and one column beside the key is too few; generated ones are not counted", async () => {
  const sql = `CREATE TABLE p (id int PRIMARY KEY, x int);
    CREATE TABLE g (id int PRIMARY KEY, x int, y int GENERATED ALWAYS AS (id) STORED);
    CREATE TABLE j (a int REFERENCES p, b int REFERENCES p)`;
  expect(await inWords(sql, RULE)).toEqual(["n.a. j: a join table"]);
});

test("a validated check that a value is there counts", async () => {
  const sql = "CREATE TABLE tubs (id int PRIMARY KEY, is_full boolean CHECK (is_full IS NOT NULL), note text)";
  expect(await inWords(sql, "not-null-some")).toEqual(["pass tubs"]);
});
