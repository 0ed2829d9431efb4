import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "type-count-integer";

test("whole numbers pass, fractions fail", async () => {
  const sql = `CREATE TABLE t (login_count int, num_seats float8, part_count numeric(9, 2), quantity numeric, position real,
    sort_order smallint, view_count numeric(12, 0), hit_count bigint)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.num_seats: Column num_seats is double precision, but its name counts.",
    "fail t.part_count: Column part_count is numeric(9,2), but its name counts.",
    "fail t.position: Column position is real, but its name counts.",
    "fail t.quantity: Column quantity is numeric, but its name counts.",
    "pass t.hit_count",
    "pass t.login_count",
    "pass t.sort_order",
    "pass t.view_count",
  ]);
});

test("a numeric quantity with decimals or beside its unit is measured, a floating one is not excused", async () => {
  const sql =
    "CREATE TABLE a (quantity numeric, unit text); CREATE TABLE c (shares_qty numeric(18, 6)); CREATE TABLE b (ordered_qty float8, qty_uom text)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail b.ordered_qty: Column ordered_qty is double precision, but its name counts.",
    "n.a. a.quantity: quantity is measured, not counted",
    "n.a. c.shares_qty: shares_qty is measured, not counted",
  ]);
});

test("the price of a unit is no unit, and a number of things is a count", async () => {
  const sql =
    "CREATE TABLE t (quantity numeric, unit_price numeric, number_of_seats float8, view_counts real, num_hours numeric)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.number_of_seats: Column number_of_seats is double precision, but its name counts.",
    "fail t.quantity: Column quantity is numeric, but its name counts.",
    "fail t.view_counts: Column view_counts is real, but its name counts.",
  ]);
});

test("text and names that count nothing are no subject", async () => {
  expect(
    await inWords("CREATE TABLE t (position text, num text, discount numeric, country numeric, number int)", RULE),
  ).toEqual([]);
});
