import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "fk-on-delete-explicit";
const SAID = `CREATE TABLE a (id int PRIMARY KEY);
  CREATE TABLE b (x int NOT NULL CONSTRAINT fx REFERENCES a ON DELETE CASCADE, y int NOT NULL CONSTRAINT fy REFERENCES a ON DELETE RESTRICT);`;

test("where most keys say what follows a deletion, one that does not fails", async () => {
  expect(await inWords(`${SAID} CREATE TABLE c (z int NOT NULL CONSTRAINT fz REFERENCES a)`, RULE)).toEqual([
    "fail c.fz: Foreign key fz has no ON DELETE: deleting from a is refused by default.",
    "pass b.fx",
    "pass b.fy",
  ]);
});

test("where as many say nothing, the silent ones are left alone", async () => {
  const sql = `${SAID} CREATE TABLE c (w int NOT NULL CONSTRAINT fw REFERENCES a, z int NOT NULL CONSTRAINT fz REFERENCES a)`;
  expect(await inWords(sql, RULE)).toEqual([
    "n.a. c.fw: most foreign keys here have no ON DELETE",
    "n.a. c.fz: most foreign keys here have no ON DELETE",
    "pass b.fx",
    "pass b.fy",
  ]);
});

test("a key that may be null is no subject", async () => {
  expect(await inWords("CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (x int REFERENCES a)", RULE)).toEqual([]);
});
