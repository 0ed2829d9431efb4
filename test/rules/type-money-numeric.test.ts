import { describe, expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "type-money-numeric";

test("numeric passes, floating point and money fail", async () => {
  const sql =
    "CREATE TABLE t (price numeric, amount float8, fees real, paid money, total_eur numeric(9,2), taxes float4[])";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.amount: Column amount is double precision, which cannot hold most decimal amounts exactly.",
    "fail t.fees: Column fees is real, which cannot hold most decimal amounts exactly.",
    "fail t.paid: Column paid is money, whose currency is whatever the server's locale says.",
    "fail t.taxes: Column taxes is real[], which cannot hold most decimal amounts exactly.",
    "pass t.price",
    "pass t.total_eur",
  ]);
});

test("a domain does not hide the type", async () => {
  const sql = "CREATE DOMAIN sum AS float8; CREATE TABLE t (price sum)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.price: Column price is public.sum, a domain over double precision, which cannot hold most decimal amounts exactly.",
  ]);
  expect(await remedies(sql, RULE)).toEqual([]);
});

describe("every word of money counts", () => {
  const words =
    "amount price cost total subtotal balance fee salary wage tax vat discount revenue charge refund payment deposit payout budget credit debit income expense profit dividend cashback debt cash money rent paid";
  test.each(words.split(" "))("%s", async (word) => {
    const said = await inWords(`CREATE TABLE t (${word} float8, net_${word} float8, "${word}Eur" numeric)`, RULE);
    expect(said.map((line) => line.split(":")[0])).toEqual(
      [`fail t.${word}`, `fail t.net_${word}`, `pass t.${word}Eur`].sort(),
    );
  });
});

test("names that say something else are no subject", async () => {
  const suffixes =
    "pct percent rate ratio count qty id at ms seconds hours status type method code currency score weight factor kg";
  const columns = suffixes.split(" ").map((suffix) => `tax_${suffix} float8`);
  const others = [
    "total_pages float8",
    "total_distance float8",
    "num_payments float8",
    "costume float8",
    "priceless float8",
    "width float8",
    "read_comments_amount float8",
  ];
  expect(await inWords(`CREATE TABLE t (${[...columns, ...others].join(", ")})`, RULE)).toEqual([]);
});

test("an amount of what is counted is no money, an amount of what is paid is", async () => {
  const sql = "CREATE TABLE t (sales_amount float8, fees_amount float8, address_amount float8, seats_amount float8)";
  expect((await inWords(sql, RULE)).map((line) => line.split(":")[0])).toEqual([
    "fail t.address_amount",
    "fail t.fees_amount",
    "fail t.sales_amount",
  ]);
});

test.each([
  "battery_charge",
  "electric_charge",
  "load_balance",
  "white_balance",
  "path_cost",
  "rainfall_amount",
  "dose_amount",
  "distance_total",
  "kwh_total",
  "profit_margin",
  "price_elasticity",
  "charge_power",
  "deposit_depth",
  "debt_to_income",
  "price_to_earnings",
])("%s is a measure", async (name) => {
  expect(await inWords(`CREATE TABLE t (${name} float8)`, RULE)).toEqual([]);
});

test.each([
  "water_charge",
  "energy_cost",
  "items_total",
  "amount_to_pay",
  "weight_charge",
  "cost_per_hour",
  "fee_per_kg",
])("%s is money", async (name) => {
  expect(await inWords(`CREATE TABLE t (${name} float8)`, RULE)).toEqual([
    `fail t.${name}: Column ${name} is double precision, which cannot hold most decimal amounts exactly.`,
  ]);
});

test("the costs of a graph are weights", async () => {
  const sql = "CREATE TABLE ways (cost float8, reverse_cost float8, cost_s float8, toll_fee float8)";
  expect((await inWords(sql, RULE)).map((line) => line.split(":")[0])).toEqual(["fail ways.toll_fee"]);
});

test("integers are minor units or a count, and are not judged", async () => {
  expect(await inWords("CREATE TABLE t (price_cents bigint, discount smallint)", RULE)).toEqual([
    "n.a. t.discount: discount is smallint: minor units, or a plain count",
    "n.a. t.price_cents: price_cents is bigint: minor units, or a plain count",
  ]);
});

test("columns of a foreign key and of other types are no subject", async () => {
  const sql =
    "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (payment int REFERENCES p, credit text, deposit text, charge varchar, costs text[], fee boolean, refund jsonb)";
  expect(await inWords(sql, RULE)).toEqual([]);
});

test("the remedy mends the column", async () => {
  const sql = "CREATE TABLE t (price float8 NOT NULL DEFAULT 0 CHECK (price >= 0), paid money DEFAULT 0, taxes real[])";
  expect(await remedies(sql, RULE)).toEqual([
    "ALTER TABLE public.t ALTER COLUMN paid TYPE numeric USING paid::numeric",
    "ALTER TABLE public.t ALTER COLUMN price TYPE numeric USING price::numeric",
    "ALTER TABLE public.t ALTER COLUMN taxes TYPE numeric[] USING taxes::numeric[]",
  ]);
  expect(await mended(sql, RULE)).toEqual(["pass t.paid", "pass t.price", "pass t.taxes"]);
});

test("an amount in text fails, and has no statement that makes it a number", async () => {
  const sql = "CREATE TABLE t (price text, total_amount varchar(20), amount_eur text, gross real, commission float8)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.amount_eur: Column amount_eur is text, in which no sum can be formed.",
    "fail t.commission: Column commission is double precision, which cannot hold most decimal amounts exactly.",
    "fail t.gross: Column gross is real, which cannot hold most decimal amounts exactly.",
    "fail t.price: Column price is text, in which no sum can be formed.",
    "fail t.total_amount: Column total_amount is character varying(20), in which no sum can be formed.",
  ]);
});

test("the amount of a thing that has a unit is no money, nor is a weight or a range", async () => {
  const sql = "CREATE TABLE t (amount text, unit text, gross_weight real, price_range text, cost_center text)";
  expect(await inWords(sql, RULE)).toEqual([]);
});
