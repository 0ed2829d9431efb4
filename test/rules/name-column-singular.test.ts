import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "name-column-singular";

test.each([
  ["subjects text", "Column subjects is named in the plural; subject is the singular."],
  ["mail_addresses text", "Column mail_addresses is named in the plural; mail_address is the singular."],
  ["cookies text", "Column cookies is named in the plural; cookie is the singular."],
  ["nm text", "Column nm has a name too short to say what it holds."],
])("%s fails", async (column, said) => {
  expect(await inWords(`CREATE TABLE t (${column})`, RULE)).toEqual([`fail t.${column.split(" ")[0]}: ${said}`]);
});

test.each([
  "subject text",
  "status text",
  "address text",
  "analysis text",
  "canvas text",
  "release_notes text",
  "metadata text",
  "keydata text",
  "previous text",
  "various text",
  "chassis text",
  "economics text",
  "goods text",
  "term_exists text",
  "views int",
  "retry_minutes numeric",
  "likes_cats boolean",
  "show_upvotes text",
  "scale_large_images text",
  "cors text",
  "ups text",
  "id int",
  "ip inet",
  "expires timestamptz",
  "opens time",
  "coordinates point",
])("%s passes", async (column) => {
  expect(await inWords(`CREATE TABLE t (${column})`, RULE)).toEqual([`pass t.${column.split(" ")[0]}`]);
});

test.each(["tags text[]", "payloads jsonb", "dates daterange", "words tsvector", "parts xml"])(
  "%s holds several values",
  async (column) => {
    expect(await inWords(`CREATE TABLE t (${column})`, RULE)).toEqual([]);
  },
);

test("inherited columns are the parent's, and short names are an option", async () => {
  const sql = "CREATE TABLE a (nm text); CREATE TABLE b () INHERITS (a)";
  expect(await inWords(sql, RULE, { short: ["nm"] })).toEqual(["pass a.nm"]);
});
