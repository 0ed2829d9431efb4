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

test("an index that a foreign key needs is not counted: 5.1 always asks for it", async () => {
  const keys = (count: number) => Array.from({ length: count }, (_, at) => `k${at} int REFERENCES p`).join(", ");
  const each = (count: number, name: string) =>
    Array.from({ length: count }, (_, at) => `CREATE INDEX ON t (${name}${at});`).join(" ");
  const sql = (other: number) =>
    `CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (id int PRIMARY KEY, ${keys(11)}, ${Array.from({ length: other }, (_, at) => `a${at} int`).join(", ")});
     ${each(11, "k")} ${each(other, "a")}`;
  expect(await inWords(sql(9), "index-count")).toEqual(["pass p", "pass t: 11 of its indexes serve a foreign key"]);
  expect(await inWords(sql(10), "index-count")).toEqual([
    "fail t: Table t has 22 indexes, 11 of them for no foreign key; more than 10 slow every write.",
    "pass p",
  ]);
});
