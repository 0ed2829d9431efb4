import { expect, test } from "vitest";
import { catalogOfMigrations } from "../rules/migrations.ts";
import { aSmallSite } from "../support/small-site.ts";

test("a name that a table had once leads to it, unless another table has the name or the table is gone", async () => {
  const catalog = await catalogOfMigrations({
    "1_make.sql": "CREATE SCHEMA attic; CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE TABLE c (id int)",
    "2_rename.sql": "ALTER TABLE a RENAME TO a2; ALTER TABLE b RENAME TO b2; ALTER TABLE c RENAME TO c2",
    "3_again.sql":
      "ALTER TABLE a2 RENAME TO a3; CREATE TABLE b (id int); DROP TABLE c2; ALTER TABLE a3 SET SCHEMA attic",
  });
  const now = { schema: "attic", name: "a3" };
  expect(aSmallSite({ catalog }).formerNames).toEqual([
    { schema: "public", name: "a", now },
    { schema: "public", name: "a2", now },
  ]);
});
