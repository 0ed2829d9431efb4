import { describe, expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "name-index";
const on = (index: string) =>
  `CREATE TABLE orders (id int PRIMARY KEY, user_id int, at date, note text UNIQUE); ${index}`;

describe("these names pass", () => {
  test.each([
    ["idx_orders_user_id", "CREATE INDEX idx_orders_user_id ON orders (user_id)"],
    ["idx_orders_user_id_at", "CREATE INDEX idx_orders_user_id_at ON orders (user_id, at)"],
    ["idx_orders_user_id_desc", "CREATE INDEX idx_orders_user_id_desc ON orders (user_id DESC)"],
    ["idx_orders_user_id", "CREATE INDEX idx_orders_user_id ON orders (user_id) INCLUDE (at)"],
    ["idx_orders_lower_note", "CREATE INDEX idx_orders_lower_note ON orders (lower(note))"],
    ["uq_orders_at", "CREATE UNIQUE INDEX uq_orders_at ON orders (at)"],
    ["idx_orders_at", "CREATE UNIQUE INDEX idx_orders_at ON orders (at)"],
    ["uq_orders_at_partial", "CREATE UNIQUE INDEX uq_orders_at_partial ON orders (at) WHERE user_id > 0"],
  ])("%s", async (name, index) => {
    expect(await inWords(on(index), RULE)).toEqual([`pass orders.${name}`]);
  });
});

describe("these fail and are renamed", () => {
  test.each([
    ["i", "CREATE INDEX i ON orders (user_id)", "Index i is not called idx_orders_user_id."],
    [
      "orders_user_id_idx",
      "CREATE INDEX ON orders (user_id)",
      "Index orders_user_id_idx has the name that PostgreSQL made up, not idx_orders_user_id.",
    ],
    ["uq_orders_at", "CREATE INDEX uq_orders_at ON orders (at)", "Index uq_orders_at is not called idx_orders_at."],
    [
      "idx_orders_at",
      "CREATE INDEX idx_orders_at ON orders (at, user_id)",
      "Index idx_orders_at is not called idx_orders_at_user_id.",
    ],
    ["late", "CREATE INDEX late ON orders (at) WHERE user_id > 0", "Index late is not called idx_orders_at_partial."],
    [
      "like",
      'CREATE INDEX "like" ON orders (note text_pattern_ops)',
      "Index like is not called idx_orders_note_pattern.",
    ],
    ["h", "CREATE INDEX h ON orders USING hash (at)", "Index h is not called idx_orders_at_hash."],
    [
      "orders_lower_idx",
      "CREATE INDEX ON orders (lower(note))",
      "Index orders_lower_idx has the name that PostgreSQL made up, not idx_orders_lower.",
    ],
  ])("%s", async (name, index, said) => {
    expect(await inWords(on(index), RULE)).toEqual([`fail orders.${name}: ${said}`]);
    expect((await mended(on(index), RULE)).map((line) => line.split(" ")[0])).toEqual(["pass"]);
  });
});

test("of two indexes that would get one name only the first is renamed", async () => {
  const sql = on("CREATE INDEX a ON orders (at); CREATE INDEX b ON orders (at) INCLUDE (user_id)");
  expect(await remedies(sql, RULE)).toEqual(["ALTER INDEX public.a RENAME TO idx_orders_at"]);
});

test("a name that is taken is not suggested", async () => {
  const sql = on("CREATE INDEX b ON orders (at); CREATE INDEX idx_orders_at ON orders (at, user_id)");
  expect(await remedies(sql, RULE)).toEqual(["ALTER INDEX public.idx_orders_at RENAME TO idx_orders_at_user_id"]);
});

test("names that PostgreSQL made up can be left alone", async () => {
  expect(await inWords(on("CREATE INDEX ON orders (user_id)"), RULE, { generatedNames: "accept" })).toEqual([
    "n.a. orders.orders_user_id_idx: PostgreSQL made the name up",
  ]);
});

test("of a name that is too long as much counts as fits", async () => {
  const table = `t_${"x".repeat(50)}`;
  const sql = `CREATE TABLE ${table} (first_column int, second_column int);
    CREATE INDEX idx_${table}_first_column ON ${table} (first_column);
    CREATE INDEX idx_${table}_short ON ${table} (second_column); CREATE INDEX idx_other ON ${table} (first_column)`;
  expect((await inWords(sql, RULE)).map((line) => line.split(":")[0])).toEqual([
    `fail ${table}.idx_other`,
    `pass ${table}.idx_${table}_first_`,
    `pass ${table}.idx_${table}_short`,
  ]);
});

test("a badly named table's index follows the table's name in lower case", async () => {
  const sql =
    'CREATE TABLE "OrderLines" ("unitPrice" int); CREATE INDEX idx_order_lines_unit_price ON "OrderLines" ("unitPrice")';
  expect(await inWords(sql, RULE)).toEqual(["pass OrderLines.idx_order_lines_unit_price"]);
});

test("indexes behind constraints and of partitions are no subjects", async () => {
  const sql = `CREATE TABLE p (n int PRIMARY KEY, m int) PARTITION BY LIST (n); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
    CREATE INDEX idx_p_m ON p (m)`;
  expect(await inWords(sql, RULE)).toEqual(["pass p.idx_p_m"]);
});
