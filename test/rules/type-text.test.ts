import { expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "type-text";

test("text passes, a length fails, char fails", async () => {
  const sql = "CREATE TABLE t (a text, b varchar(20), c char(2), d character, e varchar)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.b: Column b is character varying(20); the guide's type is text.",
    "fail t.c: Column c is character(2); the guide's type is text.",
    "fail t.d: Column d is character(1); the guide's type is text.",
    "pass t.a",
    "pass t.e: e is character varying, which is text by another name.",
  ]);
});

test("elements of an array count too", async () => {
  expect(await inWords("CREATE TABLE t (a varchar(9)[], b text[])", RULE)).toEqual([
    "fail t.a: Column a is character varying(9)[]; the guide's type is text.",
    "pass t.b",
  ]);
});

test("a domain states its length itself, and columns of other types are no subject", async () => {
  const sql = 'CREATE DOMAIN code AS varchar(9); CREATE TABLE t (a code, b int, c "char", d name, e bytea)';
  expect(await inWords(sql, RULE)).toEqual([]);
});

test("letters in place of a boolean are left to type-boolean", async () => {
  expect(await inWords("CREATE TABLE t (is_paid char(1), is_note varchar(40))", RULE)).toEqual([
    "fail t.is_note: Column is_note is character varying(40); the guide's type is text.",
  ]);
});

test("what has a better type than text is left to type-specific", async () => {
  const sql = "CREATE TABLE t (sent_at varchar(30), token char(36), days varchar(9)[], due_on text)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.days: Column days is character varying(9)[]; the guide's type is text.",
    "pass t.due_on",
  ]);
});

test("columns that are inherited are judged on the parent", async () => {
  const sql = "CREATE TABLE base (a varchar(3)); CREATE TABLE derived (b text) INHERITS (base)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail base.a: Column a is character varying(3); the guide's type is text.",
    "pass derived.b",
  ]);
});

test("the remedy mends the column, with its check, index, default and foreign key in place", async () => {
  const sql = `CREATE TABLE p (code varchar(9) PRIMARY KEY);
    CREATE TABLE t (a varchar(9) DEFAULT 'x' CHECK (a <> 'y') REFERENCES p, b varchar(3)[], c char(3) DEFAULT 'abc');
    CREATE INDEX ON t (lower(a)) WHERE a <> 'z'; CREATE INDEX ON t (c)`;
  expect(await remedies(sql, RULE)).toEqual([
    "ALTER TABLE public.p ALTER COLUMN code TYPE text",
    "ALTER TABLE public.t ALTER COLUMN a TYPE text",
    "ALTER TABLE public.t ALTER COLUMN b TYPE text[]",
    "ALTER TABLE public.t ALTER COLUMN c TYPE text",
  ]);
  expect(await mended(sql, RULE)).toEqual(["pass p.code", "pass t.a", "pass t.b", "pass t.c"]);
});
