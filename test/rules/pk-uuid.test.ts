import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "pk-uuid";

test("a uuid passes and every integer fails, serial, identity or plain", async () => {
  const sql = `CREATE TABLE a (id uuid PRIMARY KEY); CREATE TABLE b (id serial PRIMARY KEY);
    CREATE TABLE c (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY); CREATE TABLE d (id smallint PRIMARY KEY)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail b: Table b is keyed by id of type integer, not by a uuid.",
    "fail c: Table c is keyed by id of type bigint, not by a uuid.",
    "fail d: Table d is keyed by id of type smallint, not by a uuid.",
    "pass a",
  ]);
});

test("domains are looked through, domains over domains too", async () => {
  const sql = `CREATE DOMAIN key AS uuid; CREATE DOMAIN deep AS key; CREATE DOMAIN num AS int;
    CREATE TABLE a (id deep PRIMARY KEY); CREATE TABLE b (id num PRIMARY KEY)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail b: Table b is keyed by id of type public.num, not by a uuid.",
    "pass a",
  ]);
});

test("keys of several columns and of other types are not this rule's", async () => {
  const sql = `CREATE TABLE a (x int, y int, PRIMARY KEY (x, y)); CREATE TABLE b (code text PRIMARY KEY);
    CREATE TABLE c (ids int[] PRIMARY KEY)`;
  expect(await inWords(sql, RULE)).toEqual([
    "n.a. a: the primary key has several columns",
    "n.a. b: the primary key is no integer",
    "n.a. c: the primary key is no integer",
  ]);
});

test("a table of one row needs none, one of a few does", async () => {
  const sql = `CREATE TABLE a (id int PRIMARY KEY DEFAULT 1 CHECK (id = 1)); CREATE TABLE b ("Id" smallint PRIMARY KEY, CHECK ("Id" = -1));
    CREATE TABLE c (id int PRIMARY KEY CHECK (id = 1 OR id = 2)); CREATE TABLE d (id int PRIMARY KEY CHECK (id = 1) NOT ENFORCED)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail c: Table c is keyed by id of type integer, not by a uuid.",
    "fail d: Table d is keyed by id of type integer, not by a uuid.",
    "n.a. a: a check keeps the table at one row",
    "n.a. b: a check keeps the table at one row",
  ]);
});

test("a key that is a foreign key too has its parent's type", async () => {
  const sql =
    "CREATE TABLE a (id uuid PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY); CREATE TABLE c (b_id int PRIMARY KEY REFERENCES b)";
  expect((await inWords(sql, RULE)).filter((line) => line.includes(" c"))).toEqual([
    "n.a. c: the primary key is a foreign key too",
  ]);
});

test("of a partitioned table's key the column beside the partition key is judged", async () => {
  const sql = `CREATE TABLE a (id bigint, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
    CREATE TABLE b (id uuid, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
    CREATE TABLE c (id bigint PRIMARY KEY) PARTITION BY HASH (id);
    CREATE TABLE d (x int, y int, at date, PRIMARY KEY (x, y, at)) PARTITION BY RANGE (at)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail a: Table a is keyed by id of type bigint, not by a uuid.",
    "fail c: Table c is keyed by id of type bigint, not by a uuid.",
    "n.a. d: the primary key has several columns",
    "pass b",
  ]);
});

test("a key WITHOUT OVERLAPS has several columns", async () => {
  const sql =
    "CREATE EXTENSION IF NOT EXISTS btree_gist; CREATE TABLE a (id int, span daterange, PRIMARY KEY (id, span WITHOUT OVERLAPS))";
  expect(await inWords(sql, RULE)).toEqual(["n.a. a: the primary key has several columns"]);
});

test("of a team that asks it of public keys only, the tables that it names are judged", async () => {
  const sql = `CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY);
    CREATE TABLE d (id uuid PRIMARY KEY)`;
  expect(await inWords(sql, "pk-uuid", { tables: "public", public: ["a", "public.b", "d"] })).toEqual([
    "fail a: Table a is keyed by id of type integer, not by a uuid.",
    "fail b: Table b is keyed by id of type integer, not by a uuid.",
    "n.a. c: the config does not say that its key is seen outside",
    "pass d",
  ]);
});
