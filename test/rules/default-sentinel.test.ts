import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "default-sentinel";

test("days, keys and numbers that stand for nothing known fail", async () => {
  const sql = `CREATE TABLE owners (id int PRIMARY KEY); CREATE TABLE teams (id bigint PRIMARY KEY);
    CREATE TABLE t (a date DEFAULT '1970-01-01', b timestamptz DEFAULT '9999-12-31 00:00:00+00',
    c uuid DEFAULT '00000000-0000-0000-0000-000000000000', owner_id int DEFAULT -1, team_id bigint DEFAULT 0)`;
  const says = (name: string, value: string) =>
    `fail t.${name}: Column ${name} is ${value} where nothing is known: NULL says that.`;
  const lines = (await inWords(sql, RULE)).map((line) => line.replace(/(9999-12-31)[^ ]* [^ ]*/, "$1"));
  expect(lines).toEqual([
    says("a", "1970-01-01"),
    says("b", "9999-12-31"),
    says("c", "00000000-0000-0000-0000-000000000000"),
    says("owner_id", "-1"),
    says("team_id", "0"),
  ]);
});

test("a number that counts, a day like any other, and a column with a foreign key pass", async () => {
  const sql = `CREATE TABLE teams (id int PRIMARY KEY);
    CREATE TABLE t (a int DEFAULT 0, b int DEFAULT -1, c date DEFAULT '2020-02-02', d date DEFAULT now(),
      team_id int DEFAULT 0 REFERENCES teams, e date, max_subscriber_id int DEFAULT 0)`;
  expect(await inWords(sql, RULE)).toEqual([
    "pass t.a",
    "pass t.b",
    "pass t.c",
    "pass t.d",
    "pass t.max_subscriber_id",
    "pass t.team_id",
  ]);
});

test("a table without defaults has nothing to judge", async () => {
  expect(await inWords("CREATE TABLE t (id int)", RULE)).toEqual([]);
});
