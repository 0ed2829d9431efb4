import { expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "constraint-not-valid";

test("a check that is NOT VALID fails until it is validated", async () => {
  const sql = `CREATE TABLE a (n int CONSTRAINT c1 CHECK (n > 0)); ALTER TABLE a ADD CONSTRAINT c2 CHECK (n < 9) NOT VALID`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail a.c2: Check c2 is NOT VALID: rows that were there before it were never checked.",
    "pass a.c1",
  ]);
  expect(await remedies(sql, RULE)).toEqual(["ALTER TABLE public.a VALIDATE CONSTRAINT c2"]);
  expect(await mended(sql, RULE)).toEqual(["pass a.c1", "pass a.c2"]);
});

test("a check that is NOT ENFORCED fails without a remedy", async () => {
  const sql = "CREATE TABLE a (n int CONSTRAINT c CHECK (n > 0) NOT ENFORCED)";
  expect(await inWords(sql, RULE)).toEqual(["fail a.c: Check c is NOT ENFORCED: it stops nothing."]);
  expect(await remedies(sql, RULE)).toEqual([]);
});

test("a list of codes is left to check-enum-like, which reports it", async () => {
  const sql = `CREATE TABLE a (status text NOT NULL);
    ALTER TABLE a ADD CONSTRAINT c CHECK (status IN ('new', 'old')) NOT VALID`;
  expect(await inWords(sql, RULE)).toEqual([]);
  expect(await inWords(sql, "check-enum-like")).toEqual([
    "fail a.status: Column status has the check c, which does not hold for all rows.",
  ]);
});

test("foreign keys and inherited checks are no subject", async () => {
  const sql = `CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (x int);
    ALTER TABLE b ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES a NOT VALID;
    CREATE TABLE p (n int CONSTRAINT c CHECK (n > 0)); CREATE TABLE q () INHERITS (p)`;
  expect(await inWords(sql, RULE)).toEqual(["pass p.c"]);
});
