import { expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "type-timestamptz";

test("timestamps pass with a time zone and fail without", async () => {
  const sql = "CREATE TABLE t (a timestamptz, b timestamp, c timestamp(3) with time zone, d timestamp(0))";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.b: Column b is timestamp without time zone: without a time zone it names no moment.",
    "fail t.d: Column d is timestamp(0) without time zone: without a time zone it names no moment.",
    "pass t.a",
    "pass t.c",
  ]);
});

test("a time of day with an offset fails", async () => {
  expect(await inWords("CREATE TABLE t (a timetz)", RULE)).toEqual([
    "fail t.a: Column a is time with time zone: a time of day has no offset without its date.",
  ]);
});

test("arrays and domains are judged by what is in them", async () => {
  const sql = `CREATE DOMAIN wall AS timestamp; CREATE DOMAIN walls AS wall;
    CREATE TABLE t (a timestamp[], b wall, c walls, d timestamptz[])`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.a: Column a is timestamp without time zone[]: without a time zone it names no moment.",
    "fail t.b: Column b is public.wall, a domain over timestamp without time zone: without a time zone it names no moment.",
    "fail t.c: Column c is public.walls, a domain over timestamp without time zone: without a time zone it names no moment.",
    "pass t.d",
  ]);
});

test("dates, times of day and intervals are no subject, nor are columns that are inherited", async () => {
  const sql = `CREATE TABLE t (a date, b time, c interval, d text);
    CREATE TABLE base (at timestamptz); CREATE TABLE derived (id int) INHERITS (base)`;
  expect(await inWords(sql, RULE)).toEqual(["pass base.at"]);
});

test("a partition key is judged like any column, once, without a remedy", async () => {
  const sql = "CREATE TABLE log (at timestamp) PARTITION BY RANGE (at); CREATE TABLE log_rest PARTITION OF log DEFAULT";
  expect(await inWords(sql, RULE)).toEqual([
    "fail log.at: Column at is timestamp without time zone: without a time zone it names no moment.",
  ]);
  expect(await remedies(sql, RULE)).toEqual([]);
});

test("the remedy reads the values as UTC and mends the column", async () => {
  const sql = 'CREATE TABLE "T" ("At" timestamp NOT NULL DEFAULT now() CHECK ("At" > \'2020-01-01\'), b timestamp[])';
  expect(await remedies(sql, RULE)).toEqual([
    `ALTER TABLE public."T" ALTER COLUMN "At" TYPE timestamp with time zone USING "At" AT TIME ZONE 'UTC'`,
    'ALTER TABLE public."T" ALTER COLUMN b TYPE timestamp with time zone[]',
  ]);
  expect(await mended(sql, RULE)).toEqual(["pass T.At", "pass T.b"]);
});

test("the remedy keeps the precision", async () => {
  const sql = "CREATE TABLE t (a timestamp(3), b timestamp(0)[])";
  expect(await remedies(sql, RULE)).toEqual([
    "ALTER TABLE public.t ALTER COLUMN a TYPE timestamp(3) with time zone USING a AT TIME ZONE 'UTC'",
    "ALTER TABLE public.t ALTER COLUMN b TYPE timestamp(0) with time zone[]",
  ]);
  expect(await mended(sql, RULE)).toEqual(["pass t.a", "pass t.b"]);
});

test("no remedy is offered where PostgreSQL would refuse it or the meaning would change", async () => {
  const sql = `CREATE DOMAIN wall AS timestamp;
    CREATE TABLE t (in_domain wall, defaulted timestamp DEFAULT (now() AT TIME ZONE 'utc'), indexed timestamp,
      derived_from timestamp, derived date GENERATED ALWAYS AS (derived_from::date) STORED, viewed timestamp,
      guarded timestamp, watched timestamp);
    CREATE INDEX ON t ((indexed::date));
    CREATE VIEW v AS SELECT viewed FROM t;
    CREATE POLICY p ON t USING (guarded < now());
    CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE TRIGGER g BEFORE UPDATE OF watched ON t FOR EACH ROW EXECUTE FUNCTION f()`;
  expect(await inWords(sql, RULE)).toHaveLength(7);
  expect(await remedies(sql, RULE)).toEqual([]);
});
