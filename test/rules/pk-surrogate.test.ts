import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "pk-surrogate";

test("uuid and integer keys pass, and what means something fails", async () => {
  const sql = `CREATE TABLE a (id uuid PRIMARY KEY); CREATE TABLE b (id smallint PRIMARY KEY);
    CREATE TABLE c (email text PRIMARY KEY); CREATE TABLE d (day date PRIMARY KEY);
    CREATE TABLE e (x int, y int, PRIMARY KEY (x, y))`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail c: Table c is keyed by email, which means something.",
    "fail d: Table d is keyed by day, which means something.",
    "fail e: Table e is keyed by its own columns x and y.",
    "pass a",
    "pass b",
  ]);
});

test("a short code that others refer to is told to be a lookup's", async () => {
  const sql = `CREATE TABLE a (code char(2) PRIMARY KEY); CREATE TABLE b (code varchar(11) PRIMARY KEY);
    CREATE TABLE r (id int PRIMARY KEY, a char(2) REFERENCES a, b varchar(11) REFERENCES b)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail a: Table a is keyed by code, which means something: likely a lookup table, so say why its code is the key.",
    "fail b: Table b is keyed by code, which means something.",
    "pass r",
  ]);
});

test("join tables pass: every column of the key is in a foreign key", async () => {
  const sql = `CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (code text PRIMARY KEY);
    CREATE TABLE ab (a_id int REFERENCES a, code text REFERENCES b, PRIMARY KEY (a_id, code));
    CREATE TABLE half (a_id int REFERENCES a, line int, PRIMARY KEY (a_id, line));
    CREATE TABLE one (code text PRIMARY KEY REFERENCES b)`;
  expect((await inWords(sql, RULE)).filter((line) => !/ [ab]:?( |$)/.test(line))).toEqual([
    "fail half: Table half is keyed by its own columns a_id and line.",
    "pass ab",
    "pass one",
  ]);
});

test("a partitioned table's key must hold the partition key", async () => {
  const sql = `CREATE TABLE a (id uuid, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
    CREATE TABLE b (name text, at date, PRIMARY KEY (name, at)) PARTITION BY RANGE (at)`;
  expect(await inWords(sql, RULE)).toEqual(["n.a. b: the primary key must hold the partition key", "pass a"]);
});

test("a key WITHOUT OVERLAPS and a key that only the partitions have are left alone", async () => {
  const sql = `CREATE EXTENSION IF NOT EXISTS btree_gist;
    CREATE TABLE a (id int, span daterange, PRIMARY KEY (id, span WITHOUT OVERLAPS));
    CREATE TABLE b (n int) PARTITION BY LIST (n); CREATE TABLE b1 PARTITION OF b (PRIMARY KEY (n)) FOR VALUES IN (1)`;
  expect(await inWords(sql, RULE)).toEqual([
    "n.a. a: the primary key is WITHOUT OVERLAPS",
    "n.a. b: its partitions have the primary keys",
  ]);
});
