import { expect, test } from "vitest";
import { inWords, remedies } from "./in-words.ts";

const RULE = "default-json-string";

test("a text that holds an object or an array fails, and its remedy takes the quotes off", async () => {
  const sql = `CREATE TABLE t (a jsonb DEFAULT '"{}"', b json DEFAULT '"[]"', c jsonb DEFAULT '"{\\"it''s\\": 1}"')`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.a: The default of a is a text that holds {}, not {} itself.",
    "fail t.b: The default of b is a text that holds [], not [] itself.",
    `fail t.c: The default of c is a text that holds {"it's": 1}, not {"it's": 1} itself.`,
  ]);
  expect(await remedies(sql, RULE)).toEqual([
    "ALTER TABLE public.t ALTER COLUMN a SET DEFAULT '{}'::jsonb",
    "ALTER TABLE public.t ALTER COLUMN b SET DEFAULT '[]'::json",
    `ALTER TABLE public.t ALTER COLUMN c SET DEFAULT '{"it''s": 1}'::jsonb`,
  ]);
});

test("objects, other texts, calls and columns of other types are right", async () => {
  const sql = `CREATE TABLE t (a jsonb DEFAULT '{}', b jsonb DEFAULT '"none"', c jsonb DEFAULT '"{no"',
    d jsonb DEFAULT to_jsonb(1), e text DEFAULT '"{}"', f jsonb)`;
  expect(await inWords(sql, RULE)).toEqual(["pass t.a", "pass t.b", "pass t.c", "pass t.d"]);
});
