import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "type-json-text";

test("text that is called JSON, or begins as an empty one, fails", async () => {
  const sql = `CREATE TABLE t (settings_json text, "extraJson" varchar(200), tags text DEFAULT '[]', options varchar DEFAULT '{}')`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.extraJson: Column extraJson is character varying(200), but is called JSON.",
    "fail t.options: Column options is character varying, but begins as {}.",
    "fail t.settings_json: Column settings_json is text, but is called JSON.",
    "fail t.tags: Column tags is text, but begins as [].",
  ]);
});

test("other texts pass; JSON itself, arrays and what is inherited are no subject", async () => {
  const sql = `CREATE TABLE base (a_json text); CREATE TABLE t (a text, jsonld text DEFAULT '', b_json jsonb, c_json text[]) INHERITS (base)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail base.a_json: Column a_json is text, but is called JSON.",
    "pass t.a",
    "pass t.jsonld",
  ]);
});
