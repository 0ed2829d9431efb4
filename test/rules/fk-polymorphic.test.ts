import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "fk-polymorphic";

test("a pair that names a table and a row of it fails", async () => {
  const sql = 'CREATE TABLE t (owner_type text, owner_id uuid, "targetType" varchar(20), "targetId" int)';
  const says = (id: string, type: string) =>
    `fail t.${id}: Column ${id} refers to rows of whichever table ${type} names: no foreign key holds it.`;
  expect(await inWords(sql, RULE)).toEqual([says("owner_id", "owner_type"), says("targetId", "targetType")]);
});

test("foreign keys, other systems' pairs, texts as keys and numbers as types are no subject", async () => {
  const sql = `CREATE TABLE users (id int PRIMARY KEY);
    CREATE TABLE t (user_type text, user_id int REFERENCES users, external_type text, external_id int, a_type text, a_id text,
      b_type int, b_id int, c_id int)`;
  expect(await inWords(sql, RULE)).toEqual([]);
});
