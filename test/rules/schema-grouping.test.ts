import { expect, test } from "vitest";
import { aCatalog, aTable } from "../support/catalog.ts";
import { ofProject } from "./project-rules.ts";

const tables = (schema: string, count: number, prefix = schema) =>
  Array.from({ length: count }, (_, index) => aTable(`${prefix}_${String(index).padStart(3, "0")}`, { schema }));
const judged = (relations: ReturnType<typeof tables>, options = {}) =>
  ofProject(aCatalog({ relations }), "schema-grouping", { options: { tables: 50, share: 80, ...options } });

test("a database with few tables needs no schemas", () => {
  expect(judged(tables("app", 49))).toEqual([]);
});

test("a schema with nearly all of many tables fails", () => {
  expect(judged(tables("app", 50))).toEqual(["pass schema app"]);
  expect(judged(tables("app", 51))).toEqual(["fail schema app: Schema app holds 51 of 51 tables."]);
  expect(judged([...tables("app", 80), ...tables("audit", 20)])).toEqual(["pass schema app", "pass schema audit"]);
  expect(judged([...tables("app", 81), ...tables("audit", 19)])).toEqual([
    "fail schema app: Schema app holds 81 of 100 tables.",
    "pass schema audit",
  ]);
});

test("tenants with the very same tables count once", () => {
  const tenants = ["t1", "t2", "t3"].flatMap((schema) => tables(schema, 30, "x"));
  expect(judged(tenants)).toEqual([]);
  expect(judged([...tenants, ...tables("app", 30)])).toEqual(["pass schema app", "pass schema t1"]);
});

test("the options say what is many and what is nearly all", () => {
  const relations = [...tables("app", 7), ...tables("audit", 3)];
  expect(judged(relations, { tables: 5, share: 60 })).toEqual([
    "fail schema app: Schema app holds 7 of 10 tables.",
    "pass schema audit",
  ]);
});
