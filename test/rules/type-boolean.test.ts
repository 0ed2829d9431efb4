import { describe, expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "type-boolean";

test("boolean passes, what stands in for it fails", async () => {
  const sql = `CREATE TABLE t (is_a boolean, is_b int, has_c smallint, can_d char(1), should_e varchar(5), was_f bit(1),
    allow_g text CHECK (allow_g IN ('Y', 'N')), mail_enabled int, beta_flag int, active int)`;
  const said = (what: string, type: string) =>
    `fail t.${what}: Column ${what} is ${type}, but its name asks for yes or no.`;
  expect(await inWords(sql, RULE)).toEqual([
    said("active", "integer"),
    said("allow_g", "text"),
    said("beta_flag", "integer"),
    said("can_d", "character(1)"),
    said("has_c", "smallint"),
    said("is_b", "integer"),
    said("mail_enabled", "integer"),
    said("should_e", "character varying(5)"),
    said("was_f", "bit(1)"),
    "pass t.is_a",
  ]);
});

test.each("active enabled disabled deactivated deleted archived verified published locked visible hidden".split(" "))(
  "%s alone asks for yes or no",
  async (name) => {
    expect(await inWords(`CREATE TABLE t (${name} smallint)`, RULE)).toEqual([
      `fail t.${name}: Column ${name} is smallint, but its name asks for yes or no.`,
    ]);
  },
);

test("a name in capitals asks as well", async () => {
  expect(
    await inWords('CREATE TABLE t ("isActive" int, "hasPaid" smallint, "isSeenAt" int, "isolated" int)', RULE),
  ).toEqual([
    "fail t.hasPaid: Column hasPaid is smallint, but its name asks for yes or no.",
    "fail t.isActive: Column isActive is integer, but its name asks for yes or no.",
  ]);
});

test("numeric(1) and a bigint that a question names stand in for it, a moment in milliseconds does not", async () => {
  const sql =
    "CREATE TABLE t (is_a numeric(1) DEFAULT 0, is_b bigint DEFAULT 1::bigint, deleted bigint, is_c numeric(3,1))";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.is_a: Column is_a is numeric(1,0), but its name asks for yes or no.",
    "fail t.is_b: Column is_b is bigint, but its name asks for yes or no.",
  ]);
  expect(await mended(sql, RULE)).toEqual(["pass t.is_a", "pass t.is_b"]);
});

test("names that ask when, who or how many are no subject", async () => {
  const suffixes = ["at", "on", "by", "id", "count", "until"];
  const columns = suffixes.map((suffix) => `is_seen_${suffix} int`);
  expect(await inWords(`CREATE TABLE t (${columns.join(", ")}, island int, hash int, active_users int)`, RULE)).toEqual(
    [],
  );
});

describe("what holds more than two values is no subject", () => {
  test.each([
    "active int CHECK (active BETWEEN 0 AND 3)",
    "active int CHECK (active IN (-1, 0, 1))",
    "active int CHECK (active >= 0)",
    "archived varchar(5) CHECK (archived IN ('yes', 'no', 'soon'))",
    "visible text CHECK (visible IN ('all', 'team'))",
    "active text",
    "active varchar(6)",
    "is_x int[]",
    "deleted timestamptz",
    "locked tri",
    "hidden tri_text",
  ])("%s", async (column) => {
    const types =
      "CREATE TYPE tri AS ENUM ('a', 'b', 'c'); CREATE DOMAIN tri_text AS char(1) CHECK (VALUE IN ('a', 'b', 'c'));";
    expect(await inWords(`${types} CREATE TABLE t (${column})`, RULE)).toEqual([]);
  });
});

test.each(["CHECK (active IN (0, 1))", "CHECK (active BETWEEN 0 AND 1)", "CHECK (active >= 0 AND active < 2)"])(
  "%s is a boolean by another name",
  async (check) => {
    expect(await inWords(`CREATE TABLE t (active int ${check})`, RULE)).toEqual([
      "fail t.active: Column active is integer, but its name asks for yes or no.",
    ]);
  },
);

test("a foreign key is no subject", async () => {
  const sql = "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (has_parent int REFERENCES p)";
  expect(await inWords(sql, RULE)).toEqual([]);
});

test("the remedy takes the default along, and is left out where a check, a predicate or letters stand in its way", async () => {
  const sql = `CREATE TABLE t (is_a int NOT NULL DEFAULT 1, is_b smallint, is_c int CHECK (is_c IN (0, 1)), is_d int, is_e char(1), is_f int DEFAULT 1 + 0);
    CREATE INDEX ON t (is_d) WHERE is_d = 1`;
  expect(await remedies(sql, RULE)).toEqual([
    "ALTER TABLE public.t ALTER COLUMN is_a DROP DEFAULT, ALTER COLUMN is_a TYPE boolean USING is_a <> 0, ALTER COLUMN is_a SET DEFAULT true",
    "ALTER TABLE public.t ALTER COLUMN is_b TYPE boolean USING is_b <> 0",
  ]);
  expect((await mended(sql, RULE)).filter((line) => line.startsWith("pass"))).toEqual(["pass t.is_a", "pass t.is_b"]);
});

test("a CHECK that allows a yes and a no alone makes it boolean, whatever it is called", async () => {
  const sql = `CREATE TABLE t (blocked int DEFAULT 0 CHECK (blocked IN (0, 1)), subscribed int2 CHECK (subscribed BETWEEN 0 AND 1),
    insured text CHECK (insured IN ('yes', 'no')), side int CHECK (side IN (0, 1)), stars int CHECK (stars IN (0, 1, 2)),
    grade text CHECK (grade IN ('a', 'b')))`;
  const says = (name: string, type: string) =>
    `fail t.${name}: Column ${name} is ${type}, but its CHECK allows a yes and a no alone.`;
  expect(await inWords(sql, "type-boolean")).toEqual([
    says("blocked", "integer"),
    says("insured", "text"),
    says("subscribed", "smallint"),
  ]);
});
