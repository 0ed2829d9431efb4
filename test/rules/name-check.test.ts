import { expect, test } from "vitest";
import { inWords, mended } from "./in-words.ts";

const RULE = "name-check";

test("a name by the pattern passes, and others are renamed after what they were called", async () => {
  const sql = `CREATE TABLE orders (total int CHECK (total > 0) CHECK (total < 9), a int CONSTRAINT ck_orders_a_is_small CHECK (a < 5),
    b int CONSTRAINT chk_orders_b CHECK (b > 0), c int CONSTRAINT "Valid C" CHECK (c > 0), CHECK (a < b),
    d int CONSTRAINT ck_orders CHECK (d > 0), e int CONSTRAINT ck_orders_ CHECK (e > 0))`;
  const made = "has the name that PostgreSQL made up, not";
  expect(await inWords(sql, RULE)).toEqual([
    "fail orders.Valid C: Check Valid C is not called ck_orders_valid_c.",
    "fail orders.chk_orders_b: Check chk_orders_b is not called ck_orders_b.",
    "fail orders.ck_orders: Check ck_orders is not called ck_orders_d.",
    "fail orders.ck_orders_: Check ck_orders_ is not called ck_orders_e.",
    `fail orders.orders_check: Check orders_check ${made} ck_orders_a_b.`,
    `fail orders.orders_total_check1: Check orders_total_check1 ${made} ck_orders_total_1.`,
    `fail orders.orders_total_check: Check orders_total_check ${made} ck_orders_total.`,
    "pass orders.ck_orders_a_is_small",
  ]);
  expect((await mended(sql, RULE)).filter((line) => !line.startsWith("pass"))).toEqual([]);
});

test("the table's name is said once, however it is written, and without the underscore before it", async () => {
  const sql = `CREATE TABLE payhistory (rate int CONSTRAINT "CK_PayHistory_Rate" CHECK (rate > 0));
    CREATE TABLE _tasks (n int CONSTRAINT tasks_positive CHECK (n > 0), m int CONSTRAINT ck_tasks_small CHECK (m < 9))`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail _tasks.tasks_positive: Check tasks_positive is not called ck_tasks_positive.",
    "fail payhistory.CK_PayHistory_Rate: Check CK_PayHistory_Rate is not called ck_payhistory_rate.",
    "pass _tasks.ck_tasks_small",
  ]);
});

test("names that PostgreSQL made up can be left alone", async () => {
  expect(await inWords("CREATE TABLE t (a int CHECK (a > 0))", RULE, { generatedNames: "accept" })).toEqual([
    "n.a. t.t_a_check: PostgreSQL made the name up",
  ]);
});

test("where the table's name fills the name, as much as fits is enough", async () => {
  const table = "t".repeat(62);
  const sql = `CREATE TABLE ${table} (a int CONSTRAINT ck_${"t".repeat(60)} CHECK (a > 0))`;
  expect((await inWords(sql, RULE)).map((line) => line.split(" ")[0])).toEqual(["pass"]);
});

test("NOT NULL, the checks of domains, and those of parents are no subjects", async () => {
  const sql = `CREATE DOMAIN d AS int CONSTRAINT positive CHECK (VALUE > 0);
    CREATE TABLE a (x d, y int CONSTRAINT filled NOT NULL, CONSTRAINT ck_a_y CHECK (y > 0)); CREATE TABLE b () INHERITS (a);
    CREATE TABLE p (n int CONSTRAINT ck_p_n CHECK (n > 0)) PARTITION BY LIST (n); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)`;
  expect(await inWords(sql, RULE)).toEqual(["pass a.ck_a_y", "pass p.ck_p_n"]);
});
