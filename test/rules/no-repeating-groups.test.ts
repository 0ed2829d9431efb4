import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "no-repeating-groups";

test.each([
  ["phone_1 text, phone_2 text, phone_3 text", "phone_1, phone_2 and phone_3"],
  ["x int, c5 int, c3 int, c4 int", "c3, c4 and c5"],
  ["month09 int, month10 int, month11 int", "month09, month10 and month11"],
  ["line1 varchar(5), line2 varchar(9), line_3 varchar", "line1, line2 and line_3"],
])("%s repeats", async (columns, named) => {
  expect(await inWords(`CREATE TABLE t (${columns})`, RULE)).toEqual([
    `fail t: Columns ${named} are a list in columns.`,
  ]);
});

test.each([
  ["two", "address_line1 text, address_line2 text"],
  ["a gap", "a_1 int, a_2 int, a_4 int"],
])("%s does not", async (_name, columns) => {
  expect(await inWords(`CREATE TABLE t (${columns})`, RULE)).toEqual(["pass t"]);
});

test.each([
  ["numbers apart", "sha1 text, sha256 text, sha512 text"],
  ["types that differ", "a_1 int, a_2 text, a_3 int"],
  ["names in which a number stands", "ipv4 inet, ipv6 inet, oauth2 text, md5 text"],
  ["no numbers", "name text"],
])("%s are no subject", async (_name, columns) => {
  expect(await inWords(`CREATE TABLE t (${columns})`, RULE)).toEqual([]);
});

test("inherited columns are the parent's, and views have nothing to judge", async () => {
  const sql =
    "CREATE TABLE a (x1 int, x2 int, x3 int); CREATE TABLE b () INHERITS (a); CREATE VIEW v AS SELECT * FROM a";
  expect(await inWords(sql, RULE)).toEqual(["fail a: Columns x1, x2 and x3 are a list in columns."]);
});
