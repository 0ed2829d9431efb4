import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "index-btree-array";

test("a B-tree on an array fails, at whatever place of the key, below a domain too, and GIN passes", async () => {
  const sql = `CREATE DOMAIN words AS text[]; CREATE TABLE t (id int, tags text[], w words);
    CREATE INDEX i ON t (tags); CREATE INDEX j ON t (id, tags); CREATE INDEX k ON t (w); CREATE INDEX l ON t USING gin (tags)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.i: Index i is a B-tree on the array tags, which cannot find what is in it.",
    "fail t.j: Index j is a B-tree on the array tags, which cannot find what is in it.",
    "fail t.k: Index k is a B-tree on the array w, which cannot find what is in it.",
    "pass t.l",
  ]);
});

test("unique indexes, expressions, INCLUDE and indexes without arrays are no subject", async () => {
  const sql = `CREATE TABLE t (id int, tags text[]); CREATE UNIQUE INDEX i ON t (tags); CREATE INDEX j ON t ((tags[1]));
    CREATE INDEX k ON t (id) INCLUDE (tags); ALTER TABLE t ADD UNIQUE (tags, id)`;
  expect(await inWords(sql, RULE)).toEqual([]);
});
