import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "doc-column-comment";

test("columns that do not explain themselves need a comment", async () => {
  const sql = `CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE t (flag_a boolean, b_list text[], c_doc jsonb, d_mood mood, price numeric,
    status text, side text CHECK (side IN ('buy', 'sell')), xq int, is_paid smallint)`;
  const names = ["b_list", "c_doc", "d_mood", "flag_a", "is_paid", "price", "side", "status", "xq"];
  expect(await inWords(sql, RULE)).toEqual(names.map((name) => `fail t.${name}: Column ${name} has no comment.`));
});

test("with a comment they pass, unless it says nothing", async () => {
  const sql = `CREATE TABLE t (total numeric, is_open boolean, kind text);
    COMMENT ON COLUMN t.total IS 'In cents.'; COMMENT ON COLUMN t.is_open IS 'is open'; COMMENT ON COLUMN t.kind IS 'tbd'`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.is_open: The comment of column is_open only repeats the name.",
    "fail t.kind: The comment of column kind is a placeholder.",
    "pass t.total",
  ]);
});

test("what explains itself is no subject", async () => {
  const sql = `CREATE TABLE t (id int PRIMARY KEY, name text, born_on date, seen_at timestamptz, seats int, url text, qty int, upc text, ean text, us_state text, state text, city text,
    created_at boolean, updated_at boolean, note text CHECK (note <> ''))`;
  expect(await inWords(sql, RULE)).toEqual([]);
});

test("a reference needs a comment where it is optional and its table has none", async () => {
  const sql = `CREATE TABLE told (id int PRIMARY KEY); COMMENT ON TABLE told IS 'One row a telling.'; CREATE TABLE untold (id int PRIMARY KEY);
    CREATE TABLE t (a int REFERENCES told, b int REFERENCES untold, c int NOT NULL REFERENCES untold)`;
  expect(await inWords(sql, RULE)).toEqual(["fail t.b: Column b has no comment."]);
});

test("inherited columns are judged on the parent", async () => {
  const sql = "CREATE TABLE base (is_a boolean); CREATE TABLE derived (note text) INHERITS (base)";
  expect(await inWords(sql, RULE)).toEqual(["fail base.is_a: Column is_a has no comment."]);
});

test("the guide's own orders lacks one, for total", async () => {
  const sql = `CREATE TABLE users (id uuid PRIMARY KEY); CREATE TABLE orders (id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES users,
    total numeric(12, 2) NOT NULL, created_at timestamptz NOT NULL DEFAULT now())`;
  expect(await inWords(sql, RULE)).toEqual(["fail orders.total: Column total has no comment."]);
});

test("a comment on the enum or the domain says what the values mean", async () => {
  const sql = `CREATE TYPE shade AS ENUM ('red'); COMMENT ON TYPE shade IS 'Colours that the paint shop offers';
    CREATE DOMAIN euro AS numeric; COMMENT ON DOMAIN euro IS 'An amount in euro with VAT'; CREATE DOMAIN usd AS numeric;
    COMMENT ON DOMAIN usd IS 'todo'; CREATE TABLE paints (colour shade, price euro, net_price usd)`;
  expect(await inWords(sql, "doc-column-comment")).toEqual([
    "fail paints.net_price: Column net_price has no comment.",
    "pass paints.colour",
    "pass paints.price",
  ]);
});
