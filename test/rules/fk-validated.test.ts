import { expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "fk-validated";
const TABLES = "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (x int, y int);";

test("a validated foreign key passes; one that is NOT VALID fails until it is validated", async () => {
  const sql = `${TABLES} ALTER TABLE b ADD CONSTRAINT fx FOREIGN KEY (x) REFERENCES a;
    ALTER TABLE b ADD CONSTRAINT fy FOREIGN KEY (y) REFERENCES a NOT VALID`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail b.fy: Foreign key fy is NOT VALID: rows that were there before it were never checked.",
    "pass b.fx",
  ]);
  expect(await remedies(sql, RULE)).toEqual(["ALTER TABLE public.b VALIDATE CONSTRAINT fy"]);
  expect(await mended(sql, RULE)).toEqual(["pass b.fx", "pass b.fy"]);
});

test("a foreign key that is NOT ENFORCED fails until it is", async () => {
  const sql = `${TABLES} ALTER TABLE b ADD CONSTRAINT fx FOREIGN KEY (x) REFERENCES a NOT ENFORCED`;
  expect(await inWords(sql, RULE)).toEqual(["fail b.fx: Foreign key fx is NOT ENFORCED."]);
  expect(await mended(sql, RULE)).toEqual(["pass b.fx"]);
});

test("a partitioned table's foreign key is judged once, on the parent", async () => {
  const sql = `CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE p (x int REFERENCES a) PARTITION BY LIST (x);
    CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)`;
  expect(await inWords(sql, RULE)).toEqual(["pass p.p_x_fkey"]);
});

test("a table without foreign keys has nothing to judge, a check that is NOT VALID included", async () => {
  expect(await inWords("CREATE TABLE a (n int); ALTER TABLE a ADD CHECK (n > 0) NOT VALID", RULE)).toEqual([]);
});
