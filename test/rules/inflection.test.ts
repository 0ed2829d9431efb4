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
