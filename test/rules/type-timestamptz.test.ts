import { describe, expect, test } from "vitest";
import { emptyEngine } from "../support/fixture-engine.ts";
import { contextOf } from "./context.ts";
import { catalogOf, inWords, mended, remedies } from "./in-words.ts";
import { tableRule } from "./table-rules.ts";

const RULE = "type-timestamptz";

/** A statement in the transaction that sets the zone for it. */
function inUtc(statement: string): string[] {
  return ["BEGIN", "SET LOCAL TimeZone = 'UTC'", statement, "COMMIT"];
}

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

test("a number that is called like a moment fails, and has no statement that makes it one", async () => {
  const sql = `CREATE TABLE t (created_at bigint, "updatedAt" integer, expires_at numeric, createat bigint, update_time int,
    starts_at bigint, deleted_at double precision)`;
  const says = (name: string, type: string) =>
    `fail t.${name}: Column ${name} is ${type}, but looks like a moment: what it counts, and from when, it does not say.`;
  expect(await inWords(sql, RULE)).toEqual([
    says("createat", "bigint"),
    says("created_at", "bigint"),
    says("deleted_at", "double precision"),
    says("expires_at", "numeric"),
    says("starts_at", "bigint"),
    says("update_time", "integer"),
    says("updatedAt", "integer"),
  ]);
  expect(await remedies(sql, RULE)).toEqual([]);
});

test("a number that begins or ends something, a reference and other numbers are no subject", async () => {
  const sql = `CREATE TABLE p (id bigint PRIMARY KEY);
    CREATE TABLE t (starts_at int, end_at numeric, seen_at float8, looked_at bigint REFERENCES p, expires_in int,
      at smallint, days_at bigint[], "time" bigint, start_time int)`;
  expect(await inWords(sql, RULE)).toEqual([]);
});

test("a text that is called like a moment fails, one that is called like a place does not", async () => {
  const sql =
    "CREATE TABLE t (sent_at text, employed_at text, works_at varchar(9), login_timestamp varchar(30), start_date_time text, at text)";
  const says = (name: string, type: string) =>
    `fail t.${name}: Column ${name} is ${type}, but looks like a moment, which any spelling of a date fits into.`;
  expect(await inWords(sql, RULE)).toEqual([
    says("login_timestamp", "character varying(30)"),
    says("sent_at", "text"),
    says("start_date_time", "text"),
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
    ...inUtc('ALTER TABLE public."T" ALTER COLUMN "At" TYPE timestamp with time zone'),
    ...inUtc('ALTER TABLE public."T" ALTER COLUMN b TYPE timestamp with time zone[]'),
  ]);
  expect(await mended(sql, RULE)).toEqual(["pass T.At", "pass T.b"]);
});

test.each(["now() AT TIME ZONE 'utc'", "timezone('UTC', now())", "timezone('utc', CURRENT_TIMESTAMP)"])(
  "a default that is the wall clock of UTC, %s, becomes now()",
  async (expression) => {
    const sql = `CREATE TABLE t (a timestamp DEFAULT (${expression}))`;
    const alter = "ALTER COLUMN a";
    const type = `${alter} DROP DEFAULT, ${alter} TYPE timestamp with time zone, ${alter} SET DEFAULT now()`;
    expect(await remedies(sql, RULE)).toEqual(inUtc(`ALTER TABLE public.t ${type}`));
    expect(await mended(sql, RULE)).toEqual(["pass t.a"]);
  },
);

describe("PostgreSQL writes anew what the remedy says, and no value becomes another moment", () => {
  const NOTHING = "ACCESS EXCLUSIVE for a moment: neither the table nor its indexes are rewritten.";
  const CHECKS = "ACCESS EXCLUSIVE while all rows are read for the checks of the column; nothing is rewritten.";
  const INDEXES = "ACCESS EXCLUSIVE while the indexes of the column are built anew; the table is not rewritten.";
  const TABLE = "ACCESS EXCLUSIVE while the table and its indexes are rewritten.";
  const ANOTHER = "Stored values are read as UTC: name another zone if the application wrote another";
  test.each([
    ["a timestamp", "a timestamp", "", `${NOTHING} ${ANOTHER}, and the table is rewritten.`, []],
    ["one of six digits", "a timestamp(6)", "", `${NOTHING} ${ANOTHER}, and the table is rewritten.`, []],
    [
      "one with a check",
      "a timestamp CHECK (a > '2000-01-01')",
      "",
      `${CHECKS} ${ANOTHER}, and the table is rewritten.`,
      [],
    ],
    [
      "one in an index",
      "a timestamp",
      "CREATE INDEX i ON t (id, a)",
      `${INDEXES} ${ANOTHER}, and the table is rewritten.`,
      ["i"],
    ],
    ["one of fewer digits", "a timestamp(3)", "", `${TABLE} ${ANOTHER}.`, ["t", "t_pkey"]],
    ["an array", "a timestamp[]", "", `${TABLE} ${ANOTHER}.`, ["t", "t_pkey"]],
  ])("%s", async (_what, column, index, lock, rewritten) => {
    const sql = `CREATE TABLE t (id int PRIMARY KEY, ${column}); ${index}`;
    const catalog = await catalogOf(sql);
    const rule = tableRule(RULE);
    const context = contextOf(catalog, rule);
    const found = catalog.relations.flatMap((table) =>
      rule.find(table, context).map((subject) => rule.judge(subject, table, context)),
    );
    const [remedy] = found.flatMap((judgement) => (judgement.verdict === "fail" ? (judgement.remedy ?? []) : []));
    expect(remedy?.lock).toBe(lock);

    const engine = await emptyEngine();
    const filed =
      "SELECT relname AS name, pg_relation_filenode(oid)::text AS file FROM pg_class WHERE relname IN ('t', 't_pkey', 'i')";
    const value = column.includes("[]") ? "'{2026-07-01 12:00}'" : "'2026-07-01 12:00'";
    await engine.execute(`SET TimeZone = 'Europe/Rome'; ${sql}; INSERT INTO t VALUES (1, ${value})`);
    const before = await engine.query<{ name: string; file: string }>(filed);
    await engine.execute((remedy?.sql ?? []).join(";\n"));
    const after = await engine.query<{ name: string; file: string }>(filed);
    const changed = after.filter(({ name, file }) => before.some((old) => old.name === name && old.file !== file));
    expect(changed.map(({ name }) => name).sort()).toEqual(rewritten);
    const [moment] = await engine.query<{ value: string }>("SELECT a::text AS value FROM t");
    expect(moment?.value).toContain("2026-07-01 14:00:00+02");
    await engine.execute("RESET TimeZone");
  });
});

test("the remedy keeps the precision", async () => {
  const sql = "CREATE TABLE t (a timestamp(3), b timestamp(0)[])";
  expect(await remedies(sql, RULE)).toEqual([
    ...inUtc("ALTER TABLE public.t ALTER COLUMN a TYPE timestamp(3) with time zone"),
    ...inUtc("ALTER TABLE public.t ALTER COLUMN b TYPE timestamp(0) with time zone[]"),
  ]);
  expect(await mended(sql, RULE)).toEqual(["pass t.a", "pass t.b"]);
});

test("no remedy is offered where PostgreSQL would refuse it or the meaning would change", async () => {
  const sql = `CREATE DOMAIN wall AS timestamp;
    CREATE TABLE t (in_domain wall, defaulted timestamp DEFAULT (now() AT TIME ZONE 'Europe/Rome'), indexed timestamp,
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
