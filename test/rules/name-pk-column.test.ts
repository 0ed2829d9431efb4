import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "name-pk-column";

test.each([
  ["users", "id"],
  ["users", "user_id"],
  ["auth_users", "auth_user_id"],
  ["auth_users", "user_id"],
  ["users", "users_id"],
  ["categories", "category_id"],
  ["cookies", "cookie_id"],
  ["stock_data", "stock_data_id"],
  ["people", "person_id"],
])("the key of %s may be called %s", async (table, column) => {
  expect(await inWords(`CREATE TABLE ${table} (${column} uuid PRIMARY KEY)`, RULE)).toEqual([
    `pass ${table}.${column}`,
  ]);
});

test.each([
  ["users", "uid", "user_id"],
  ["orders", "user_id", "order_id"],
  ["order_items", "key", "order_item_id"],
])("the key of %s is not called %s", async (table, column, expected) => {
  expect(await inWords(`CREATE TABLE ${table} (${column} int PRIMARY KEY)`, RULE)).toEqual([
    `fail ${table}.${column}: Primary key column ${column} is called neither id nor ${expected}.`,
  ]);
});

test("keys of several columns are no subjects; natural keys and those that are foreign keys are left alone", async () => {
  const sql = `CREATE TABLE a (x int, y int, PRIMARY KEY (x, y)); CREATE TABLE b (code text PRIMARY KEY);
    CREATE TABLE users (id int PRIMARY KEY); CREATE TABLE profiles (owner int PRIMARY KEY REFERENCES users); CREATE TABLE n (x int)`;
  expect(await inWords(sql, RULE)).toEqual([
    "n.a. b.code: the primary key is a natural key",
    "n.a. profiles.owner: the primary key is a foreign key too",
    "pass users.id",
  ]);
});

test("a text of the name passes, whether it is made up or not", async () => {
  const sql = "CREATE TABLE sessions (id text PRIMARY KEY); CREATE TABLE regions (region_id char(3) PRIMARY KEY)";
  expect(await inWords(sql, RULE)).toEqual(["pass regions.region_id", "pass sessions.id"]);
});

test("capitals are name-snake-case's", async () => {
  const sql = 'CREATE TABLE "User" ("userId" int PRIMARY KEY); CREATE TABLE "Tag" ("ID" int PRIMARY KEY)';
  expect(await inWords(sql, RULE)).toEqual(["pass Tag.ID", "pass User.userId"]);
});
