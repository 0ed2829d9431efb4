import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "table-narrow";
const wide = (count: number) => Array.from({ length: count }, (_, index) => `c${index} int`).join(", ");

test("twenty columns pass and twenty-one fail", async () => {
  expect(await inWords(`CREATE TABLE a (${wide(20)}); CREATE TABLE b (${wide(21)})`, RULE)).toEqual([
    "fail b: Table b has 21 columns; more than 20 is wide.",
    "pass a",
  ]);
});

test("dropped, inherited and generated columns are not counted", async () => {
  const sql = `CREATE TABLE a (${wide(20)}, gone int, twice int GENERATED ALWAYS AS (c0 * 2) STORED); ALTER TABLE a DROP gone;
    CREATE TABLE b (own int) INHERITS (a)`;
  expect(await inWords(sql, RULE)).toEqual(["pass a", "pass b"]);
});

test("the limit is an option, and a schema can be left out", async () => {
  expect(await inWords(`CREATE TABLE a (${wide(3)})`, RULE, { max: 2 })).toEqual([
    "fail a: Table a has 3 columns; more than 2 is wide.",
  ]);
  expect(await inWords(`CREATE TABLE a (${wide(30)})`, RULE, { exclude: ["public"] })).toEqual([
    "n.a. a: schema public is wide on purpose",
  ]);
});
