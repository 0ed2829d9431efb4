import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "type-array-justified";

test("arrays fail until a decision justifies them, a domain over one too", async () => {
  const sql = "CREATE DOMAIN tags AS text[]; CREATE TABLE t (a int[], b tags, c text)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.a: Column a is integer[], an array.",
    "fail t.b: Column b is public.tags, a domain over text[], an array.",
  ]);
});

test("types that hold many values but are no arrays are no subject, nor are inherited columns", async () => {
  const sql =
    "CREATE TABLE base (a int[]); CREATE TABLE derived (b tsvector, c int4range, d int4multirange, e point) INHERITS (base)";
  expect(await inWords(sql, RULE)).toEqual(["fail base.a: Column a is integer[], an array."]);
});
