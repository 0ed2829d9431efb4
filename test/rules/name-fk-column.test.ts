import { describe, expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "name-fk-column";
const PARENTS = `CREATE TABLE users (id int PRIMARY KEY); CREATE TABLE auth_users (id int PRIMARY KEY);
  CREATE TABLE currencies (code text PRIMARY KEY); CREATE TABLE shop_productclass (id int PRIMARY KEY); CREATE TABLE tenants (region text, id int, PRIMARY KEY (region, id));`;
const on = (columns: string) => `${PARENTS} CREATE TABLE t (id int PRIMARY KEY, ${columns})`;

describe("these names pass", () => {
  test.each([
    ["the table in the singular", "user_id int CONSTRAINT f REFERENCES users"],
    ["a role before it", "billing_user_id int CONSTRAINT f REFERENCES users"],
    ["the table without its prefix", "user_id int CONSTRAINT f REFERENCES auth_users"],
    ["the table with its prefix", "auth_user_id int CONSTRAINT f REFERENCES auth_users"],
    ["the referenced column's own name", "code text CONSTRAINT f REFERENCES currencies"],
    ["both", "home_currency_code text CONSTRAINT f REFERENCES currencies"],
    ["its own table with a role", "parent_id int CONSTRAINT f REFERENCES t"],
    ["words that the table runs together", "main_product_class_id int CONSTRAINT f REFERENCES shop_productclass"],
    ["capitals, which name-snake-case judges", '"billingUserId" int CONSTRAINT f REFERENCES users'],
    ["several columns", "region text, tenant_id int, CONSTRAINT f FOREIGN KEY (region, tenant_id) REFERENCES tenants"],
  ])("%s", async (_name, columns) => {
    expect(await inWords(on(columns), RULE)).toEqual(["pass t.f"]);
  });
});

describe("these fail", () => {
  test.each([
    ["a bare role", "owner int CONSTRAINT f REFERENCES users", "owner refers to users and would be user_id"],
    [
      "a role with _id for the only key to a table",
      "owner_id int CONSTRAINT f REFERENCES users",
      "owner_id refers to users and would be owner_user_id",
    ],
    [
      "a part of the words that the table runs together",
      "class_id int CONSTRAINT f REFERENCES shop_productclass",
      "class_id refers to shop_productclass and would be shop_productclass_id",
    ],
    ["its own table without _id", "parent int CONSTRAINT f REFERENCES t", "parent refers to t and would be parent_id"],
    [
      "a key that is called id",
      "x_id int CONSTRAINT f REFERENCES currencies2 (id)",
      "x_id refers to currencies2 and would be x_currencies2_id",
    ],
    [
      "a key that is called pk, which the guide calls by its table",
      "study_fk int CONSTRAINT f REFERENCES studies",
      "study_fk refers to studies and would be study_id",
    ],
    [
      "one of two keys to a table with another ending",
      "sender_fk int CONSTRAINT f REFERENCES studies, receiver_id int CONSTRAINT g REFERENCES studies",
      "sender_fk refers to studies and would be sender_id",
    ],
    [
      "the table's name shortened",
      "cur_id int CONSTRAINT f REFERENCES currencies2 (id)",
      "cur_id refers to currencies2 and would be currencies2_id",
    ],
    [
      "every column of a key that is not by the pattern",
      "a text, b int, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES tenants",
      "a refers to tenants and would be tenant_region; b refers to tenants and would be tenant_id",
    ],
  ])("%s", async (_name, columns, said) => {
    const sql = `CREATE TABLE currencies2 (id int PRIMARY KEY); CREATE TABLE studies (pk int PRIMARY KEY); ${on(columns)}`;
    const failed = (await inWords(sql, RULE)).filter((line) => line.startsWith("fail"));
    expect(failed).toEqual([`fail t.f: Column ${said}.`]);
  });
});

test("a primary key that is another table's too is judged as what it refers to", async () => {
  const sql = `${PARENTS} CREATE TABLE profiles (id int PRIMARY KEY CONSTRAINT f REFERENCES users);
    CREATE TABLE notes (id int CONSTRAINT f REFERENCES users, n int PRIMARY KEY)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail notes.f: Column id refers to users and would be user_id.",
    "fail profiles.f: Column id refers to users and would be user_id.",
  ]);
});

test("a table that its key names already is not named twice", async () => {
  const sql = `CREATE TABLE rates (rate_code text PRIMARY KEY); CREATE TABLE t (rate text CONSTRAINT f REFERENCES rates)`;
  expect(await inWords(sql, RULE)).toEqual(["fail t.f: Column rate refers to rates and would be rate_code."]);
});

test("two keys to one table are told apart by any role", async () => {
  const sql = on("buyer_id int CONSTRAINT f REFERENCES users, seller int CONSTRAINT g REFERENCES users");
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.g: Column seller refers to users and would be seller_id.",
    "pass t.f",
  ]);
});

test("names in _by say who did it, unless the option says otherwise", async () => {
  const sql = on("created_by int CONSTRAINT f REFERENCES users");
  expect(await inWords(sql, RULE)).toEqual(["pass t.f: a name in _by says who did it"]);
  expect(await inWords(on("created_by_id int CONSTRAINT f REFERENCES users"), RULE)).toEqual([
    "pass t.f: a name in _by says who did it",
  ]);
  expect(await inWords(sql, RULE, { actorColumns: "fail" })).toEqual([
    "fail t.f: Column created_by refers to users and would be user_id.",
  ]);
});

test("the foreign keys of partitions are their parent's, and a table without any has nothing to judge", async () => {
  const sql = `CREATE TABLE users (id int PRIMARY KEY);
    CREATE TABLE p (owner int CONSTRAINT f REFERENCES users) PARTITION BY LIST (owner);
    CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)`;
  expect(await inWords(sql, RULE)).toEqual(["fail p.f: Column owner refers to users and would be user_id."]);
});
