import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "type-specific";
const says = (name: string, type: string, what: string, better: string) =>
  `fail t.${name}: Column ${name} is ${type}, but looks like ${what}, which has the type ${better}.`;

test("text that promises a day, a UUID or a count by its name fails, and a moment is another rule's", async () => {
  const sql = `CREATE TABLE t (sent_at text, due_on varchar, birth_date varchar(10), timestamp text, "loginDate" text,
    request_uuid text, guid text, token char(36), login_count text, qty text, note text)`;
  expect(await inWords(sql, RULE)).toEqual([
    says("birth_date", "character varying(10)", "a day", "date"),
    says("due_on", "character varying", "a day", "date"),
    says("guid", "text", "a UUID", "uuid"),
    says("loginDate", "text", "a day", "date"),
    says("login_count", "text", "a count", "integer"),
    says("qty", "text", "a count", "integer"),
    says("request_uuid", "text", "a UUID", "uuid"),
    says("token", "character(36)", "a UUID", "uuid"),
    "pass t.note",
  ]);
});

test("a birthday is a day", async () => {
  const sql = "CREATE TABLE t (birthday text, dob varchar(10), start_datetime text)";
  expect(await inWords(sql, RULE)).toEqual([
    says("birthday", "text", "a day", "date"),
    says("dob", "character varying(10)", "a day", "date"),
  ]);
});

test("switches and words that only end alike pass", async () => {
  const names = [
    "is_on",
    "turned_on",
    "based_on",
    "hosted_on",
    "icon_on",
    "is_up_to_date",
    "format",
    "flat",
    "update",
    "candidate",
    "discount",
    "person",
    "combat",
  ];
  const sql = `CREATE TABLE t (${names.map((name) => `${name} text`).join(", ")})`;
  expect(await inWords(sql, RULE)).toEqual(names.map((name) => `pass t.${name}`).sort());
});

test("other types, arrays and columns that are inherited are no subject", async () => {
  const sql = `CREATE TABLE base (a text); CREATE TABLE derived (sent_at timestamptz, day_count int, dates text[]) INHERITS (base)`;
  expect(await inWords(sql, RULE)).toEqual(["pass base.a"]);
});
