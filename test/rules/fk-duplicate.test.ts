import { expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "fk-duplicate";
const TABLES = "CREATE TABLE a (k int, l int, PRIMARY KEY (k, l)); CREATE TABLE b (k int, l int, m int);";
const key = (name: string, rest: string) => `ALTER TABLE b ADD CONSTRAINT ${name} FOREIGN KEY ${rest};`;

test("of two foreign keys that are alike the second by name fails, and can be dropped", async () => {
  const sql = `${TABLES} ${key("z", "(k, l) REFERENCES a")} ${key("y", "(l, k) REFERENCES a (l, k)")}`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail b.z: Foreign key z repeats y: same columns, same table.",
    "pass b.y",
  ]);
  expect(await remedies(sql, RULE)).toEqual(["ALTER TABLE public.b DROP CONSTRAINT z"]);
  expect(await mended(sql, RULE)).toEqual(["pass b.y"]);
});

test("one that is validated is kept before one that is not", async () => {
  const sql = `${TABLES} ${key("y", "(k, l) REFERENCES a NOT VALID")} ${key("z", "(k, l) REFERENCES a")}`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail b.y: Foreign key y repeats z: same columns, same table.",
    "pass b.z",
  ]);
});

test("one that is not enforced is the last to be kept", async () => {
  const sql = `${TABLES} ${key("y", "(k, l) REFERENCES a NOT ENFORCED")} ${key("z", "(k, l) REFERENCES a NOT VALID")}`;
  expect(await remedies(sql, RULE)).toEqual(["ALTER TABLE public.b DROP CONSTRAINT y"]);
});

test("where they do different things no remedy is offered", async () => {
  const sql = `${TABLES} ${key("y", "(k, l) REFERENCES a")} ${key("z", "(k, l) REFERENCES a ON DELETE CASCADE")}`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail b.z: Foreign key z repeats y: same columns, same table, but it does something else.",
    "pass b.y",
  ]);
  expect(await remedies(sql, RULE)).toEqual([]);
});

test("other columns, or the same ones paired otherwise, are another fact", async () => {
  const sql = `${TABLES} ${key("w", "(k, l) REFERENCES a")} ${key("x", "(l, k) REFERENCES a")} ${key("y", "(k, m) REFERENCES a")}`;
  expect(await inWords(sql, RULE)).toEqual(["pass b.w", "pass b.x", "pass b.y"]);
});

test("a table without foreign keys has nothing to judge", async () => {
  expect(await inWords("CREATE TABLE a (id int PRIMARY KEY)", RULE)).toEqual([]);
});
