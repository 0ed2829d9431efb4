import { expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "pk-required";

test("a table with a primary key passes and one without fails", async () => {
  const sql = "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (n int)";
  expect(await inWords(sql, RULE)).toEqual(["fail b: Table b has no primary key.", "pass a"]);
});

test("unique and not null is no primary key, but a free index over such columns becomes one", async () => {
  const sql = "CREATE TABLE a (n int NOT NULL); CREATE UNIQUE INDEX i ON a (n)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail a: Table a has no primary key, though i keeps columns unique and not null.",
  ]);
  expect(await remedies(sql, RULE)).toEqual(["ALTER TABLE public.a ADD CONSTRAINT a_pkey PRIMARY KEY USING INDEX i"]);
  expect(await mended(sql, RULE)).toEqual(["pass a"]);
});

test.each([
  ["behind a constraint", "CREATE TABLE a (n int NOT NULL UNIQUE)", "a_n_key"],
  [
    "of a partitioned table",
    "CREATE TABLE a (n int NOT NULL) PARTITION BY LIST (n); CREATE UNIQUE INDEX i ON a (n)",
    "i",
  ],
])("an index %s is named, and not promised to become the key", async (_name, sql, index) => {
  expect(await inWords(sql, RULE)).toEqual([
    `fail a: Table a has no primary key, though ${index} keeps columns unique and not null.`,
  ]);
  expect(await remedies(sql, RULE)).toEqual([]);
});

test.each([
  ["that is partial", "CREATE UNIQUE INDEX i ON a (n) WHERE n > 0"],
  ["over an expression", "CREATE UNIQUE INDEX i ON a ((n + 1))"],
  ["over a column that may be null", "CREATE UNIQUE INDEX i ON a (m)"],
  ["in another order", "CREATE UNIQUE INDEX i ON a (n DESC)"],
])("an index %s is no key in waiting", async (_name, index) => {
  const sql = `CREATE TABLE a (n int NOT NULL, m int); ${index}`;
  expect(await inWords(sql, RULE)).toEqual(["fail a: Table a has no primary key."]);
});

test("a partitioned table passes where every partition, at any depth, has a primary key of its own", async () => {
  const sql = `CREATE TABLE a (n int, m int) PARTITION BY LIST (n);
    CREATE TABLE a1 PARTITION OF a (PRIMARY KEY (n)) FOR VALUES IN (1);
    CREATE TABLE a2 PARTITION OF a FOR VALUES IN (2) PARTITION BY LIST (m);
    CREATE TABLE a21 PARTITION OF a2 (PRIMARY KEY (m)) FOR VALUES IN (1);`;
  expect(await inWords(sql, RULE)).toEqual(["pass a: every partition has one"]);
  expect(await inWords(`${sql} CREATE TABLE a22 PARTITION OF a2 FOR VALUES IN (2)`, RULE)).toEqual([
    "fail a: Table a has no primary key.",
  ]);
});

test("a partitioned table without partitions and without a key fails", async () => {
  expect(await inWords("CREATE TABLE a (n int) PARTITION BY LIST (n)", RULE)).toEqual([
    "fail a: Table a has no primary key.",
  ]);
});

test("a child by INHERITS does not have its parent's key", async () => {
  const sql = "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b () INHERITS (a)";
  expect(await inWords(sql, RULE)).toEqual(["fail b: Table b has no primary key.", "pass a"]);
});

test("views and materialized views are not judged", async () => {
  const sql = "CREATE VIEW v AS SELECT 1 AS n; CREATE MATERIALIZED VIEW m AS SELECT 1 AS n";
  expect(await inWords(sql, RULE)).toEqual([]);
});
