import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "name-snake-case";
const fails = (lines: string[]) => lines.filter((line) => line.startsWith("fail"));

test("tables, columns, constraints and indexes are judged, each once", async () => {
  const sql = `CREATE TABLE "OrderLines" (id int PRIMARY KEY, "unitPrice" int CONSTRAINT "Positive" CHECK ("unitPrice" > 0));
    CREATE INDEX "byPrice" ON "OrderLines" ("unitPrice")`;
  const not = "is not lowercase words with single underscores between them, as";
  expect(await inWords(sql, RULE)).toEqual([
    `fail OrderLines.Positive: Constraint Positive ${not} positive would be.`,
    `fail OrderLines.byPrice: Index byPrice ${not} by_price would be.`,
    `fail OrderLines.unitPrice: Column unitPrice ${not} unit_price would be.`,
    `fail OrderLines: Table OrderLines ${not} order_lines would be.`,
    "pass OrderLines.id",
  ]);
});

test.each(["a", "a1", "stock_data", "a_1_b"])("%s passes", async (name) => {
  expect(await inWords(`CREATE TABLE "${name}" (x int)`, RULE)).toEqual([`pass ${name}.x`, `pass ${name}`].sort());
});

test.each(["A", "_a", "a_", "a__b", "1a", "a-b", "a b", "größe", "таблица"])("%s fails", async (name) => {
  expect(fails(await inWords(`CREATE TABLE "${name}" (x int)`, RULE))).toHaveLength(1);
});

test("a name that is cut at 63 bytes may end with an underscore, a shorter one may not", async () => {
  const [cut, shorter] = [`${"a".repeat(62)}_`, `${"a".repeat(61)}_`];
  expect(fails(await inWords(`CREATE TABLE ${cut} (${shorter} int)`, RULE)).map((line) => line.split(":")[0])).toEqual([
    `fail ${cut}.${shorter}`,
  ]);
});

test("a leading underscore is an option", async () => {
  const sql = "CREATE TABLE _a (_x int)";
  expect(fails(await inWords(sql, RULE))).toHaveLength(2);
  expect(await inWords(sql, RULE, { leadingUnderscore: true })).toEqual(["pass _a", "pass _a._x"]);
});

test("names that PostgreSQL made up of a bad name are not reported again", async () => {
  const sql = `CREATE TABLE "T" (id int PRIMARY KEY, "camelCase" int UNIQUE CHECK ("camelCase" > 0) REFERENCES "T");
    CREATE INDEX ON "T" ("camelCase")`;
  expect(fails(await inWords(sql, RULE)).map((line) => line.split(":")[0])).toEqual(["fail T.camelCase", "fail T"]);
});

test("names that a tool made up of a bad name, or cut before their ending, are not reported", async () => {
  const long = `m${"n".repeat(57)}`;
  const sql = `CREATE TABLE "Account" (id int, "providerId" int); CREATE UNIQUE INDEX "Account_id_providerId_key" ON "Account" (id, "providerId");
    CREATE UNIQUE INDEX "Account_provider_key" ON "Account" ("providerId");
    CREATE TABLE ${long} (x int, y int); CREATE UNIQUE INDEX ${long}__key ON ${long} (x); CREATE INDEX ${long}_x_idx ON ${long} (x)`;
  expect(fails(await inWords(sql, RULE)).map((line) => line.split(":")[0])).toEqual([
    "fail Account.Account_provider_key",
    "fail Account.providerId",
    "fail Account",
  ]);
});

test("names that a tool cut in the middle, before a hash of them, are not reported", async () => {
  const sql = `CREATE TABLE t (x int); CREATE INDEX shop_collectionview_collectionviewrestriction__47320efd ON t (x);
    CREATE INDEX shop_collectionview__x ON t (x)`;
  expect(fails(await inWords(sql, RULE)).map((line) => line.split(":")[0])).toEqual(["fail t.shop_collectionview__x"]);
});

test("partitions and inherited columns and checks are the parent's", async () => {
  const sql = `CREATE TABLE p ("X" int CONSTRAINT "C" CHECK ("X" > 0)) PARTITION BY LIST ("X");
    CREATE TABLE "P1" PARTITION OF p FOR VALUES IN (1);
    CREATE TABLE q ("Y" int CONSTRAINT "D" CHECK ("Y" > 0)); CREATE TABLE r () INHERITS (q)`;
  expect(fails(await inWords(sql, RULE)).map((line) => line.split(":")[0])).toEqual([
    "fail p.C",
    "fail p.X",
    "fail q.D",
    "fail q.Y",
  ]);
});
