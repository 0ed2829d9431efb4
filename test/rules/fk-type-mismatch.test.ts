import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "fk-type-mismatch";

test("a foreign key of another type than what it refers to fails", async () => {
  const sql = `CREATE TABLE a (id bigint PRIMARY KEY, code char(3) UNIQUE);
    CREATE TABLE b (x int CONSTRAINT fx REFERENCES a, y text CONSTRAINT fy REFERENCES a (code), z bigint CONSTRAINT fz REFERENCES a)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail b.fx: Foreign key fx: x is integer, but a.id is bigint.",
    "fail b.fy: Foreign key fy: y is text, but a.code is character(3).",
    "pass b.fz",
  ]);
});

test("each column of a composite key is compared with its own partner", async () => {
  const sql = `CREATE TABLE a (k int, l text, m bigint, PRIMARY KEY (k, l, m));
    CREATE TABLE b (m int, l text, k int, CONSTRAINT f FOREIGN KEY (m, k, l) REFERENCES a (m, k, l));
    CREATE TABLE c (m int, l text, k smallint, CONSTRAINT g FOREIGN KEY (m, k, l) REFERENCES a (m, k, l))`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail b.f: Foreign key f: m is integer, but a.m is bigint.",
    "fail c.g: Foreign key g: m is integer, but a.m is bigint; k is smallint, but a.k is integer.",
  ]);
});

test("domains over one type, lengths, precisions and varchar beside text are no mismatch", async () => {
  const sql = `CREATE DOMAIN key AS bigint; CREATE DOMAIN own_key AS key;
    CREATE TABLE a (id own_key PRIMARY KEY, name varchar(20) UNIQUE, n numeric(8, 2) UNIQUE);
    CREATE TABLE b (x bigint CONSTRAINT fx REFERENCES a, y text CONSTRAINT fy REFERENCES a (name),
      z numeric CONSTRAINT fz REFERENCES a (n), w key CONSTRAINT fw REFERENCES a)`;
  expect(await inWords(sql, RULE)).toEqual(["pass b.fw", "pass b.fx", "pass b.fy", "pass b.fz"]);
});

test("an integer that is wider than what it refers to is no mismatch, and beside a numeric it is", async () => {
  const sql = `CREATE TABLE a (id smallint PRIMARY KEY, n numeric UNIQUE);
    CREATE TABLE b (x int CONSTRAINT fx REFERENCES a, y bigint CONSTRAINT fy REFERENCES a,
      z bigint CONSTRAINT fz REFERENCES a (n))`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail b.fz: Foreign key fz: z is bigint, but a.n is numeric.",
    "pass b.fx",
    "pass b.fy",
  ]);
});

test("a partitioned table's foreign key is judged once, and a table without one not at all", async () => {
  const sql = `CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE p (x smallint CONSTRAINT f REFERENCES a) PARTITION BY LIST (x);
    CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)`;
  expect(await inWords(sql, RULE)).toEqual(["fail p.f: Foreign key f: x is smallint, but a.id is integer."]);
});
