import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "table-no-timestamps";
const DATED = "CREATE TABLE a (id int PRIMARY KEY, created_at timestamptz); CREATE TABLE b (x int, created_on date);";

test("where most tables say when their rows were made, one that does not fails", async () => {
  expect(await inWords(`${DATED} CREATE TABLE c (x int, updated_at timestamptz)`, RULE)).toEqual([
    "fail c: Table c does not say when its rows were made, as created_at would.",
    "pass a",
    "pass b",
  ]);
});

test("where as many do not, nothing is said", async () => {
  expect(await inWords(`${DATED} CREATE TABLE c (x int); CREATE TABLE d (x int)`, RULE)).toEqual([
    "n.a. c: most tables here say nothing of when their rows were made",
    "n.a. d: most tables here say nothing of when their rows were made",
    "pass a",
    "pass b",
  ]);
});

test("a moment by default, a required moment and a partition key will do", async () => {
  const sql = `CREATE TABLE a (at timestamptz DEFAULT now()); CREATE TABLE b (paid_at timestamptz NOT NULL);
    CREATE TABLE c (day date, x int) PARTITION BY RANGE (day); CREATE TABLE d (born_on date NOT NULL)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail d: Table d does not say when its rows were made, as created_at would.",
    "pass a",
    "pass b",
    "pass c",
  ]);
});

test("seconds since 1970 will do, called so", async () => {
  expect(await inWords(`${DATED} CREATE TABLE c (x int, created_at bigint)`, RULE)).toEqual([
    "pass a",
    "pass b",
    "pass c",
  ]);
});

test("a table of nothing but foreign keys is left alone", async () => {
  expect(await inWords(`${DATED} CREATE TABLE j (x int REFERENCES a, y int REFERENCES a)`, RULE)).toEqual([
    "n.a. j: it has nothing but foreign keys",
    "pass a",
    "pass b",
  ]);
});
