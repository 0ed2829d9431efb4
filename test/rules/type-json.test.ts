import { expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "type-json";

test("jsonb passes and json fails, below domains and in arrays too", async () => {
  const sql = "CREATE DOMAIN doc AS json; CREATE TABLE t (a jsonb, b json, c doc, d json[], e text)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.b: Column b is json; jsonb can be compared and indexed.",
    "fail t.c: Column c is public.doc, a domain over json; jsonb can be compared and indexed.",
    "fail t.d: Column d is json[]; jsonb can be compared and indexed.",
    "pass t.a",
  ]);
});

test("the remedy mends the column", async () => {
  const sql = "CREATE TABLE t (a json NOT NULL DEFAULT '{}', b json[])";
  expect(await remedies(sql, RULE)).toEqual([
    "ALTER TABLE public.t ALTER COLUMN a TYPE jsonb USING a::jsonb",
    "ALTER TABLE public.t ALTER COLUMN b TYPE jsonb[] USING b::jsonb[]",
  ]);
  expect(await mended(sql, RULE)).toEqual(["pass t.a", "pass t.b"]);
});

test("tables without JSON have no subject", async () => {
  expect(await inWords("CREATE TABLE t (a xml, b text)", RULE)).toEqual([]);
});
