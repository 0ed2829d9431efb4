import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "fk-set-null-required";

const TABLES =
  "CREATE TABLE a (k int, l int, PRIMARY KEY (k, l)); CREATE TABLE b (k int NOT NULL, l int, m int NOT NULL DEFAULT 0);";

test("a column that must have a value cannot be set to NULL, nor to a default that it lacks", async () => {
  const sql = `CREATE TABLE a (id int PRIMARY KEY);
    CREATE TABLE b (x int NOT NULL CONSTRAINT x REFERENCES a ON DELETE SET NULL,
      y int NOT NULL CONSTRAINT y REFERENCES a ON UPDATE SET DEFAULT,
      z int CONSTRAINT z REFERENCES a ON DELETE SET NULL, w int NOT NULL CONSTRAINT w REFERENCES a)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail b.x: Foreign key x says ON DELETE SET NULL, and x must have a value.",
    "fail b.y: Foreign key y says ON UPDATE SET DEFAULT, and y must have a value.",
    "pass b.z",
  ]);
});

test("of a key of several columns only those that are set count", async () => {
  const key = (name: string, rest: string) =>
    `ALTER TABLE b ADD CONSTRAINT ${name} FOREIGN KEY (k, l) REFERENCES a ${rest};`;
  expect(
    await inWords(`${TABLES} ${key("f", "ON DELETE SET NULL (l)")} ${key("g", "ON DELETE SET NULL")}`, RULE),
  ).toEqual(["fail b.g: Foreign key g says ON DELETE SET NULL, and k must have a value.", "pass b.f"]);
});

test("a default is a value", async () => {
  const key = "ALTER TABLE b ADD CONSTRAINT f FOREIGN KEY (m, l) REFERENCES a ON DELETE SET DEFAULT";
  expect(await inWords(`${TABLES} ${key}`, RULE)).toEqual(["pass b.f"]);
});
