import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "column-inconsistent-type";
const tables = (...types: string[]) => types.map((type, at) => `CREATE TABLE t${at} (width ${type});`).join(" ");
const failures = async (sql: string, options = {}) =>
  (await inWords(sql, RULE, options)).filter((line) => line.startsWith("fail"));

test("a column of another type than three quarters of its namesakes fails", async () => {
  expect(await inWords(tables("int", "int", "bigint", "text"), RULE)).toEqual([
    "fail t3.width: Column width is text here, but integer in 3 of the 4 tables that have it.",
    "pass t0.width",
    "pass t1.width",
    "pass t2.width",
  ]);
});

test("where no type has three quarters none is the usual one", async () => {
  expect(await failures(tables("int", "int", "text"))).toEqual([]);
});

test("types of one family are one, and arrays are another than their elements", async () => {
  expect(await failures(tables("varchar(9)", "text", "char(3)", "varchar"))).toEqual([]);
  expect(await failures(tables("timestamp", "timestamptz", "timestamptz", "timestamptz"))).toEqual([]);
  expect(await failures(tables("text", "text", "text", "text[]"))).toEqual([
    "fail t3.width: Column width is text[] here, but text in 3 of the 4 tables that have it.",
  ]);
});

test("names that stand too rarely or say too little, and keys, are no subject", async () => {
  expect(await inWords(tables("int", "text"), RULE)).toEqual([]);
  const sql = tables("int", "int", "int", "text");
  expect(await inWords(sql.replaceAll("width", "status"), RULE)).toEqual([]);
  expect(await inWords(sql.replaceAll(/width (\w+)/g, "width $1 PRIMARY KEY"), RULE)).toEqual([]);
  expect(await inWords(sql, RULE, { minimum: 5 })).toEqual([]);
});
