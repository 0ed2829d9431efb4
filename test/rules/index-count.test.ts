import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "index-count";
const indexed = (count: number) =>
  `CREATE TABLE t (id int PRIMARY KEY, a int); ${Array.from({ length: count - 1 }, (_, index) => `CREATE INDEX i${index} ON t (a)`).join("; ")}`;

test("ten indexes pass and eleven fail, those behind constraints counted", async () => {
  expect(await inWords(indexed(10), RULE)).toEqual(["pass t"]);
  expect(await inWords(indexed(11), RULE)).toEqual(["fail t: Table t has 11 indexes; more than 10 slow every write."]);
});

test("the limit is an option", async () => {
  expect(await inWords(indexed(2), RULE, { max: 1 })).toEqual([
    "fail t: Table t has 2 indexes; more than 1 slow every write.",
  ]);
});

test("a table without an index has no subject", async () => {
  expect(await inWords("CREATE TABLE t (id int)", RULE)).toEqual([]);
});
