import { describe, expect, test } from "vitest";
import { inWords, mended } from "./in-words.ts";

const RULE = "check-enum-like";
const on = (column: string) => `CREATE TABLE t (id int PRIMARY KEY, city_id int, other text, ${column})`;
const none = (name: string) => `fail t.${name}: Column ${name} takes any value: no CHECK lists its codes.`;

test("a status without a check fails and one with a list passes", async () => {
  expect(await inWords(on("status text"), RULE)).toEqual([none("status")]);
  expect(await inWords(on("status text CHECK (status IN ('a', 'b'))"), RULE)).toEqual(["pass t.status"]);
});

describe("a check that limits the values counts", () => {
  test.each([
    "status text CHECK (status = 'a')",
    "status text CHECK ('a' = status)",
    "status varchar(9) CHECK (status = 'a' OR status = 'b')",
    "status char(1) CHECK (status IN ('a', 'b'))",
    "status text CHECK (lower(status) IN ('a', 'b'))",
    "status text CHECK (status IS NULL OR status IN ('a', 'b'))",
    "status text CHECK (status ~ '^[a-z]{3}$')",
    "status text CHECK (status SIMILAR TO '[a-z]+')",
    "status smallint CHECK (status BETWEEN 1 AND 5)",
    "status smallint CHECK (status > 0 AND 9 >= status)",
    "status text CHECK ((status = 'a' AND other IS NULL) OR (status = 'b' AND other IS NOT NULL))",
    "status text CHECK (other <> ')' AND status IN ('a', 'b OR c'))",
    "status text, CHECK (status IN ('a') AND length(other) > 1)",
  ])("%s", async (column) => {
    expect(await inWords(on(column), RULE)).toEqual(["pass t.status"]);
  });

  test("on its domain, or on one below", async () => {
    const sql = `CREATE DOMAIN word AS text CHECK (VALUE IN ('a', 'b')); CREATE DOMAIN deep AS word; CREATE DOMAIN open AS text;
      CREATE TABLE t (a_status word, b_status deep, c_status open)`;
    expect(await inWords(sql, RULE)).toEqual([none("c_status"), "pass t.a_status", "pass t.b_status"]);
  });
});

describe("a check that only mentions the column does not", () => {
  test.each([
    "status text CHECK (status <> '')",
    "status text CHECK (length(status) < 9)",
    "status text CHECK (status = 'a' OR other IS NOT NULL)",
    "status text CHECK ((status = 'a') = (other IS NOT NULL))",
    "status text CHECK (status = other)",
    "status text CHECK (NOT (status = 'a'))",
    "status text CHECK (status <> ALL (ARRAY['a', 'b']))",
    "status smallint CHECK (status > 0)",
    "status text CHECK (other = 'status = ''a''')",
  ])("%s", async (column) => {
    expect(await inWords(on(column), RULE)).toEqual([none("status")]);
  });
});

test("a check that was never validated fails until it is", async () => {
  const sql = `${on("status text")}; ALTER TABLE t ADD CONSTRAINT listed CHECK (status IN ('a')) NOT VALID`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.status: Column status has the check listed, which does not hold for all rows.",
  ]);
  expect(await mended(sql, RULE)).toEqual(["pass t.status"]);
});

test("names end in the word, as a word", async () => {
  expect(
    await inWords(on("order_state text, estate text, role_id text, kind_of text, type text, level int2"), RULE),
  ).toEqual([none("level"), none("order_state")]);
});

test("names in capitals have words too", async () => {
  expect(await inWords(on('"orderStatus" text, "userKind" text, "userKindId" int, "usState" text'), RULE)).toEqual([
    none("orderStatus"),
  ]);
});

test("the words and the exceptions are options", async () => {
  const sql = on("status text, colour text, us_state text");
  expect(await inWords(sql, RULE, { words: ["colour", "state"], except: [] })).toEqual([
    none("colour"),
    none("us_state"),
  ]);
});

describe("left alone", () => {
  test.each([
    ["foreign keys", "status text REFERENCES states"],
    ["enums", "status mood"],
    [
      "ranks and big numbers, booleans and arrays",
      "status bigint, level int, priority int, is_level boolean, kind text[]",
    ],
    ["the word beside its id", "kind text, kind_id int"],
    ["other vocabularies", "us_state text, session_state text, member_role text"],
    ["codes of a protocol", "http_status int2, last_response_status int2, exit_status int2, oauth_state text"],
    ["measures", "battery_level int2, water_level int2, zoom_level int2"],
    ["priorities in numbers", "priority int2, job_priority int2"],
    ["a place in an address", "state text, city text, home_state text, home_zip text"],
    ["generated columns", "status text GENERATED ALWAYS AS (lower(other)) STORED"],
  ])("%s", async (_name, column) => {
    const sql = `CREATE TABLE states (status text PRIMARY KEY); CREATE TYPE mood AS ENUM ('a'); ${on(column)}`;
    expect(await inWords(sql, RULE)).toEqual([]);
  });

  test("inherited columns", async () => {
    const sql = "CREATE TABLE a (status text CHECK (status IN ('a'))); CREATE TABLE b () INHERITS (a)";
    expect(await inWords(sql, RULE)).toEqual(["pass a.status"]);
  });
});

test("the state before one is the key of another event", async () => {
  const sql = "CREATE TABLE state_events (event_id text PRIMARY KEY, prev_state text, state text)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail state_events.state: Column state takes any value: no CHECK lists its codes.",
  ]);
});

test("a state in an integer is a code as one in text is", async () => {
  const sql = "CREATE TABLE t (status int, payment_status int CHECK (payment_status IN (0, 1, 2)), role int)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.role: Column role takes any value: no CHECK lists its codes.",
    "fail t.status: Column status takes any value: no CHECK lists its codes.",
    "pass t.payment_status",
  ]);
});
