import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "type-char";

test("char(n) behind domains and the internal type fail, text behind a domain passes", async () => {
  const sql = `CREATE DOMAIN iso AS char(2); CREATE DOMAIN country AS iso; CREATE DOMAIN word AS text;
    CREATE TABLE t (a iso, b country, c word, d "char")`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.a: Column a is public.iso, a domain over character(2): it pads with blanks.",
    "fail t.b: Column b is public.country, a domain over character(2): it pads with blanks.",
    'fail t.d: Column d is "char", a type of one byte for system catalogs.',
    "pass t.c",
  ]);
});

test("what the guide's rules report is not said again", async () => {
  const sql = `CREATE DOMAIN id_text AS char(36); CREATE TABLE t (a char(3), b id_text, c varchar(9))`;
  expect(await inWords(sql, RULE)).toEqual([]);
  expect((await inWords(sql, "type-text")).filter((line) => line.startsWith("fail t.a"))).toHaveLength(1);
  expect((await inWords(sql, "type-specific")).filter((line) => line.startsWith("fail t.b"))).toHaveLength(1);
});
