import { expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "table-cycle";
const table = (name: string) => `CREATE TABLE ${name} (id int PRIMARY KEY, x int NOT NULL);`;
const tie = (from: string, to: string, rest = "") =>
  `ALTER TABLE ${from} ADD CONSTRAINT ${from}_${to} FOREIGN KEY (x) REFERENCES ${to} ${rest};`;

test("a circle of required keys is reported once, on its first table, and one deferrable key mends it", async () => {
  const sql = `${table("a")} ${table("b")} ${table("c")} ${table("d")} ${tie("b", "c")} ${tie("c", "a")} ${tie("a", "b")} ${tie("d", "a")}`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail a: Tables a, b and c need each other in a circle: none can have a first row.",
    "n.a. b: its circle is reported on public.a",
    "n.a. c: its circle is reported on public.a",
    "pass d",
  ]);
  expect(await remedies(sql, RULE)).toEqual(["ALTER TABLE public.a ALTER CONSTRAINT a_b DEFERRABLE"]);
  expect(await mended(sql, RULE)).toEqual(["pass b", "pass c", "pass d"]);
});

test("two circles are reported each", async () => {
  const sql = `${table("a")} ${table("b")} ${table("c")} ${table("d")} ${tie("a", "b")} ${tie("b", "a")} ${tie("c", "d")} ${tie("d", "c")}`;
  expect((await inWords(sql, RULE)).filter((line) => line.startsWith("fail"))).toEqual([
    "fail a: Tables a and b need each other in a circle: none can have a first row.",
    "fail c: Tables c and d need each other in a circle: none can have a first row.",
  ]);
});

test("a key that may be null, one that can be deferred and a chain make no circle", async () => {
  expect(await inWords(`${table("a")} ${table("b")} ${tie("a", "b")} ${tie("b", "a", "DEFERRABLE")}`, RULE)).toEqual([
    "pass a",
  ]);
  const open = `${table("a")} ${table("b")} ALTER TABLE b ALTER x DROP NOT NULL; ${tie("a", "b")} ${tie("b", "a")}`;
  expect(await inWords(open, RULE)).toEqual(["pass a"]);
  expect(await inWords(`${table("a")} ${table("b")} ${table("c")} ${tie("a", "b")} ${tie("b", "c")}`, RULE)).toEqual([
    "pass a",
    "pass b",
  ]);
});

test("a table that refers to itself has nothing to judge", async () => {
  expect(await inWords(`${table("a")} ${tie("a", "a")}`, RULE)).toEqual([]);
});
