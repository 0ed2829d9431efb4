import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "table-isolated";
const TIED = `CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (x int REFERENCES a); CREATE TABLE c (x int REFERENCES a);`;

test("among tables that are tied one without a foreign key fails", async () => {
  expect(await inWords(`${TIED} CREATE TABLE d (x int)`, RULE)).toEqual([
    "fail d: Table d stands alone: no foreign key leads from it or to it.",
    "pass a",
    "pass b",
    "pass c",
  ]);
});

test("where many stand alone that is how the database is built", async () => {
  expect(await inWords(`${TIED} CREATE TABLE d (x int); CREATE TABLE e (x int)`, RULE)).toEqual([
    "n.a. d: many tables here have no foreign key",
    "n.a. e: many tables here have no foreign key",
    "pass a",
    "pass b",
    "pass c",
  ]);
});

test("a foreign key of a partition ties the parent, and inheritance ties both", async () => {
  const sql = `${TIED} CREATE TABLE p (x int) PARTITION BY LIST (x); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
    ALTER TABLE p1 ADD FOREIGN KEY (x) REFERENCES a; CREATE TABLE q (x int); CREATE TABLE r () INHERITS (q)`;
  expect(await inWords(sql, RULE)).toEqual([
    "n.a. q: other tables inherit from it",
    "pass a",
    "pass b",
    "pass c",
    "pass p",
    "pass r",
  ]);
});
