import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "unique-business-key";
const surrogate = "id uuid PRIMARY KEY";

test("a table with a surrogate key and a name for its rows keeps something else unique", async () => {
  const sql = `CREATE TABLE a (${surrogate}, email text NOT NULL UNIQUE); CREATE TABLE b (${surrogate}, email text NOT NULL, slug text NOT NULL);
    CREATE TABLE c (${surrogate}, order_number text NOT NULL); CREATE TABLE d (${surrogate}, name text NOT NULL, org int);
    CREATE UNIQUE INDEX ON d (org, lower(name))`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail b: Table b keeps nothing unique but its surrogate key, not email and slug.",
    "fail c: Table c keeps nothing unique but its surrogate key, not order_number.",
    "pass a",
    "pass d",
  ]);
});

test("an index that holds the surrogate key makes nothing else unique", async () => {
  expect(await inWords(`CREATE TABLE a (${surrogate}, name text NOT NULL, UNIQUE (id, name))`, RULE)).toEqual([
    "fail a: Table a keeps nothing unique but its surrogate key, not name.",
  ]);
});

test("a log is left alone", async () => {
  const sql = `CREATE TABLE a (${surrogate}, email text NOT NULL, created_at timestamptz);
    CREATE TABLE b (${surrogate}, email text NOT NULL, created_at timestamptz, updated_at timestamptz);
    CREATE TABLE mail_events (${surrogate}, email text NOT NULL, at timestamptz);
    CREATE TABLE events (${surrogate}, slug text NOT NULL); CREATE TABLE saved_views (${surrogate}, name text NOT NULL)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail b: Table b keeps nothing unique but its surrogate key, not email.",
    "fail events: Table events keeps nothing unique but its surrogate key, not slug.",
    "fail saved_views: Table saved_views keeps nothing unique but its surrogate key, not name.",
    "n.a. a: rows of a are written once, as in a log",
    "n.a. mail_events: rows of mail_events are written once, as in a log",
  ]);
});

test("natural, composite and borrowed keys, and tables without such a column, are no subject", async () => {
  const sql = `CREATE TABLE a (code text PRIMARY KEY, name text NOT NULL); CREATE TABLE b (x int, y int, name text NOT NULL, PRIMARY KEY (x, y));
    CREATE TABLE c (id int PRIMARY KEY, email text, total int); CREATE TABLE d (id int PRIMARY KEY REFERENCES c, name text NOT NULL)`;
  expect(await inWords(sql, RULE)).toEqual([]);
});

test("the names are an option", async () => {
  expect(await inWords(`CREATE TABLE a (${surrogate}, name text NOT NULL)`, RULE, { names: ["email"] })).toEqual([]);
});

test("versions, titles, numbers of days and what an owner calls its own are no business keys", async () => {
  const sql = `CREATE TABLE users (id uuid PRIMARY KEY, email text NOT NULL UNIQUE);
    CREATE TABLE ai_conversations (id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES users, name text NOT NULL);
    CREATE TABLE artist_versions (id uuid PRIMARY KEY, slug text NOT NULL);
    CREATE TABLE date_dimensions (id uuid PRIMARY KEY, calendar_date date NOT NULL, day_of_week_number integer NOT NULL);
    CREATE TABLE files (id uuid PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL, updated_at timestamptz);
    CREATE TABLE orders (id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES users, email text NOT NULL, order_number text NOT NULL);
    CREATE TABLE stays (id uuid PRIMARY KEY, room_number text NOT NULL, phone_number text NOT NULL, line_number int NOT NULL)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail orders: Table orders keeps nothing unique but its surrogate key, not order_number.",
    "n.a. artist_versions: rows of artist_versions are versions or messages of something",
    "pass users",
  ]);
});
