import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "check-values";

test("amounts, counts and shares want a CHECK", async () => {
  const sql = `CREATE DOMAIN pct AS numeric CHECK (VALUE BETWEEN 0 AND 100);
    CREATE TABLE t (price numeric CHECK (price > 0), qty int, tax_pct numeric, rating int, off_percent pct)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.qty: No CHECK says the bounds of qty.",
    "fail t.rating: No CHECK says the bounds of rating.",
    "fail t.tax_pct: No CHECK says the bounds of tax_pct.",
    "pass t.off_percent",
    "pass t.price",
  ]);
});

test("a pair of beginning and end wants a CHECK on both, and the end is the subject", async () => {
  const sql = `CREATE EXTENSION IF NOT EXISTS btree_gist;
    CREATE TABLE a (starts_at timestamptz, ends_at timestamptz);
    CREATE TABLE b (valid_from date, valid_to date, CHECK (valid_from < valid_to));
    CREATE TABLE c (start_date date, end_date date, CHECK (end_date IS NOT NULL));
    CREATE TABLE d (id int, valid_from date, valid_until date, EXCLUDE USING gist (id WITH =, daterange(valid_from, valid_until) WITH &&))`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail a.ends_at: No CHECK says that ends_at is not before starts_at.",
    "fail c.end_date: No CHECK says that end_date is not before start_date.",
    "pass b.valid_to",
    "pass d.valid_until",
  ]);
});

test("numbers are below each other, and times before", async () => {
  const sql = `CREATE TABLE t (min_age int, max_age int, started_at timestamptz, finished_at timestamptz,
    wait_from interval, wait_to interval)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.finished_at: No CHECK says that finished_at is not before started_at.",
    "fail t.max_age: No CHECK says that max_age is not below min_age.",
    "fail t.wait_to: No CHECK says that wait_to is not below wait_from.",
  ]);
});

test("a pair that only goes from one to another has no order", async () => {
  const sql = `CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (mail_from text, mail_to text, from_p int REFERENCES p, to_p int REFERENCES p,
    from_account_id int, to_account_id int, from_state int2, to_state int2, range_start int[], range_end int[],
    starts int, ends int GENERATED ALWAYS AS (starts + 1) STORED, position int, sort_order int)`;
  expect(await inWords(sql, RULE)).toEqual([]);
});

test("what may be negative, keys, ranges and lone ends are no subject", async () => {
  const sql = `CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (balance numeric, refund_amount numeric, price_change numeric,
    payment int REFERENCES p, period daterange, ends_at timestamptz, redirect_to text, redirect_from int)`;
  expect(await inWords(sql, RULE)).toEqual([]);
});

test("models of a charge, and what is to be done about fees, have no bounds", async () => {
  const sql = "CREATE TABLE charges (charge_model integer, regroup_paid_fees integer, include_tax int, fee int)";
  expect(await inWords(sql, RULE)).toEqual(["fail charges.fee: No CHECK says the bounds of fee."]);
});
