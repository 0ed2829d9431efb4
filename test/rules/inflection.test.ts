import { expect, test } from "vitest";
import { isPlural, isUncountable, singularsOf, toPlural, toSingularName } from "../../src/rules/inflection.ts";

const NONE: ReadonlySet<string> = new Set();

test.each(["users", "children", "people", "statuses", "categories", "indices", "indexes", "schemas", "criteria"])(
  "%s is a plural",
  (word) => {
    expect(isPlural(word)).toBe(true);
  },
);

test.each(["user", "status", "address", "analysis", "canvas", "lens", "bus", "process", "stadium"])(
  "%s is a singular",
  (word) => {
    expect(isPlural(word)).toBe(false);
  },
);

test("words without a plural are known, and the config adds to them", () => {
  expect([
    isUncountable("data", NONE),
    isUncountable("documentation", NONE),
    isUncountable("sheep", NONE),
    isUncountable("sheep", new Set(["sheep"])),
  ]).toEqual([true, true, false, true]);
});

test("words that are run together end as the last of them does", () => {
  expect(["payhistory", "userdata", "keydata", "timeseries"].map((word) => isUncountable(word, NONE))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(isUncountable("factory", NONE)).toBe(false);
  expect([toPlural("referenceindex"), toPlural("subschema")]).toEqual(["referenceindexes", "subschemas"]);
});

test("people are told words that there are", () => {
  const tables = ["cookies", "page_caches", "lenses", "canvases", "selfies", "logistics"];
  expect(tables.map((table) => toSingularName(table, NONE))).toEqual([
    "cookie",
    "page_cache",
    "lens",
    "canvas",
    "selfie",
    "logistics",
  ]);
});

test("a table's rows may be called by its name or any ending of it, in every form that may be the singular", () => {
  const names = ["auth_users", "auth_user", "users", "user"];
  expect([...singularsOf("auth_users")].filter((name) => !names.includes(name))).toEqual([]);
  expect(names.filter((name) => !singularsOf("auth_users").has(name))).toEqual([]);
});

test.each([
  ["cookies", "cookie"],
  ["stock_data", "stock_data"],
  ["caches", "cache"],
  ["canvases", "canvas"],
  ["categories", "category"],
  ["people", "person"],
  ["lenses", "lens"],
  ["axes", "axis"],
  ["axes", "axe"],
  ["bases", "base"],
  ["OrderLines", "order_line"],
])("%s has rows called %s", (table, singular) => {
  expect(singularsOf(table).has(singular)).toBe(true);
});

test("for people there is one singular and one plural", () => {
  expect([
    toSingularName("order_items", NONE),
    toSingularName("stock_data", NONE),
    toSingularName("status", NONE),
  ]).toEqual(["order_item", "stock_data", "status"]);
  const words = ["category", "canvas", "person", "index", "analysis", "stadium"];
  expect(words.map(toPlural)).toEqual(["categories", "canvases", "people", "indexes", "analyses", "stadiums"]);
});
