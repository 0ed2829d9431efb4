import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "pk-int4-overflow";

test("keys that are counted up fail unless they are bigint, below domains too", async () => {
  const sql = `CREATE DOMAIN number AS int;
    CREATE TABLE a (id serial PRIMARY KEY); CREATE TABLE b (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
    CREATE TABLE c (id smallserial PRIMARY KEY); CREATE TABLE d (id bigserial PRIMARY KEY); CREATE SEQUENCE s;
    CREATE TABLE e (id number PRIMARY KEY DEFAULT nextval('s'))`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail a.id: The key id of table a is integer, which ends at 2,147,483,647.",
    "fail b.id: The key id of table b is integer, which ends at 2,147,483,647.",
    "fail c.id: The key id of table c is smallint, which ends at 32,767.",
    "fail e.id: The key id of table e is public.number, which ends at 2,147,483,647.",
    "pass d.id",
  ]);
});

test("of a partitioned table's key the column that counts is judged", async () => {
  const sql = `CREATE TABLE log (id int GENERATED ALWAYS AS IDENTITY, at timestamptz, PRIMARY KEY (id, at))
    PARTITION BY RANGE (at)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail log.id: The key id of table log is integer, which ends at 2,147,483,647.",
  ]);
});

test("codes, keys of several columns, other types and keys that refer to another are no subject", async () => {
  const sql = `CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (x serial, y serial, PRIMARY KEY (x, y));
    CREATE TABLE c (id uuid PRIMARY KEY); CREATE TABLE d (id serial PRIMARY KEY REFERENCES a); CREATE TABLE e (id serial)`;
  expect(await inWords(sql, RULE)).toEqual([]);
});
