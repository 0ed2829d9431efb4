import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "table-inheritance";

test("a table that inherits fails, its parent and partitions do not", async () => {
  const sql = `CREATE TABLE a (x int); CREATE TABLE b (y int); CREATE TABLE c () INHERITS (a, b);
    CREATE TABLE p (x int) PARTITION BY LIST (x); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail c: Table c inherits from a and b: keys and foreign keys of the one do not reach the other.",
    "pass a",
    "pass b",
    "pass p",
  ]);
});
