import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "name-table-plural";
const table = (name: string) => `CREATE TABLE "${name}" (id int)`;

test.each([
  "users",
  "order_items",
  "users_roles",
  "people",
  "stock_data",
  "login_history",
  "employeepayhistory",
  "userdata",
  "orders_staging",
  "link_type_documentation",
  "gene_analyses",
  "statuses",
  "OrderLines",
])("%s passes", async (name) => {
  expect(await inWords(table(name), RULE)).toEqual([`pass ${name}`]);
});

test.each([
  ["user", "user", "users"],
  ["user_role", "role", "roles"],
  ["order_status", "status", "statuses"],
  ["gene_analysis", "analysis", "analyses"],
  ["canvas", "canvas", "canvases"],
  ["OrderLine", "line", "lines"],
])("%s fails", async (name, word, plural) => {
  expect(await inWords(table(name), RULE)).toEqual([
    `fail ${name}: Table ${name} ends in a singular: the plural of ${word} is ${plural}.`,
  ]);
});

test.each(["user_log", "sms", "l10n", "users_2", "jobs_archived", "artist_meta", "stats_current", "größen", "заказ"])(
  "%s ends in no plain word",
  async (name) => {
    expect(await inWords(table(name), RULE)).toEqual([`n.a. ${name}: the last word of the name is no plain noun`]);
  },
);

test("views and partitions are not judged", async () => {
  const sql = `CREATE VIEW active_user AS SELECT 1 AS n; CREATE TABLE events (n int) PARTITION BY LIST (n);
    CREATE TABLE event_one PARTITION OF events FOR VALUES IN (1)`;
  expect(await inWords(sql, RULE)).toEqual(["pass events"]);
});

test("a participle or an adjective behind the noun is no noun", async () => {
  const sql =
    "CREATE TABLE emails_sent (id int); CREATE TABLE orders_archived (id int); CREATE TABLE measurements_raw (id int)";
  const none = "the last word of the name is no plain noun";
  expect(await inWords(sql, "name-table-plural")).toEqual([
    `n.a. emails_sent: ${none}`,
    `n.a. measurements_raw: ${none}`,
    `n.a. orders_archived: ${none}`,
  ]);
});
