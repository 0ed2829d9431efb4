import { expect, test } from "vitest";
import { buildLookup } from "../../src/model/lookup.ts";
import { catalogOf, inWords, mended } from "./in-words.ts";
import { tableRule } from "./table-rules.ts";

const RULE = "pk-uuid-default";
const on = (rest: string) => `CREATE TABLE t (id uuid PRIMARY KEY ${rest})`;

test.each([
  ["gen_random_uuid()", "pass t.id"],
  ["uuidv4()", "pass t.id"],
  ["uuidv7()", "pass t.id: uuidv7 makes UUIDs of version 7"],
  ["uuidv7('1 day'::interval)", "pass t.id: uuidv7 makes UUIDs of version 7"],
  ["own()", "not assessed t.id: what the default's function makes is not known"],
])("a key made by %s", async (call, said) => {
  const sql = "CREATE FUNCTION own() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()';";
  expect(await inWords(`${sql} ${on(`DEFAULT ${call}`)}`, RULE)).toEqual([said]);
});

test("the function may stand in any schema, quoted or not", async () => {
  const catalog = await catalogOf(on("DEFAULT gen_random_uuid()"));
  const table = catalog.relations[0]!;
  const context = {
    catalog,
    lookup: buildLookup(catalog),
    options: { uuidVersions: ["4"] },
    uncountable: new Set<string>(),
  };
  const judge = (text: string) => {
    const column = { ...table.columns[0]!, default: text };
    return tableRule(RULE).judge(column, table, context as never).verdict;
  };
  expect([
    judge('"My ""Ext"".x".uuid_generate_v4()'),
    judge("ext.uuid_generate_v4()"),
    judge("ext.uuid_generate_v1mc()"),
  ]).toEqual(["pass", "pass", "fail"]);
});

test("a constant fails until it is replaced", async () => {
  const sql = on("DEFAULT '00000000-0000-0000-0000-000000000000'");
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.id: Primary key id gets the same value in every row: '00000000-0000-0000-0000-000000000000'::uuid.",
  ]);
  expect(await mended(sql, RULE)).toEqual(["pass t.id"]);
});

test("without a default the application may make the key, unless the option says otherwise", async () => {
  expect(await inWords(on(""), RULE)).toEqual(["not assessed t.id: without a default the application makes the key"]);
  expect(await inWords(on(""), RULE, { requireDbDefault: true })).toEqual([
    "fail t.id: Primary key id has no default.",
  ]);
});

test("the versions are an option", async () => {
  expect(await inWords(on("DEFAULT uuidv7()"), RULE, { uuidVersions: ["4"] })).toEqual([
    "fail t.id: Primary key id is made by uuidv7, which is version 7.",
  ]);
});

test("integer keys are no subjects, and a key that is a foreign key too is left alone", async () => {
  const sql =
    "CREATE TABLE a (id uuid PRIMARY KEY DEFAULT gen_random_uuid()); CREATE TABLE b (id uuid PRIMARY KEY REFERENCES a); CREATE TABLE c (id int PRIMARY KEY)";
  expect(await inWords(sql, RULE)).toEqual(["n.a. b.id: the primary key is a foreign key too", "pass a.id"]);
});
