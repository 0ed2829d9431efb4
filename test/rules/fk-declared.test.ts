import { describe, expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "fk-declared";
const on = (columns: string, name = "orders") => `CREATE TABLE customers (id uuid PRIMARY KEY);
  CREATE TABLE ${name} (id uuid PRIMARY KEY, ${columns})`;

test("a column called like a table fails without a foreign key, and is no subject with one", async () => {
  expect(await inWords(on("customer_id uuid"), RULE)).toEqual([
    "fail orders.customer_id: Column customer_id seems to refer to customers, and no foreign key says so.",
  ]);
  const declaration = [
    "ALTER TABLE public.orders ADD CONSTRAINT fk_orders_customers FOREIGN KEY (customer_id) REFERENCES public.customers (id) ON DELETE RESTRICT NOT VALID",
    "ALTER TABLE public.orders VALIDATE CONSTRAINT fk_orders_customers",
  ];
  // The foreign key would want an index at once.
  const index = "CREATE INDEX CONCURRENTLY idx_orders_customer_id ON public.orders (customer_id)";
  expect(await remedies(on("customer_id uuid"), RULE)).toEqual([index, ...declaration]);
  expect(await remedies(on("customer_id uuid UNIQUE"), RULE)).toEqual(declaration);
  expect(await mended(on("customer_id uuid"), RULE)).toEqual([]);
});

test("a table does not refer to itself by its own name: the id is another system's", async () => {
  const sql =
    "CREATE TABLE reactions (id int PRIMARY KEY, reaction_id int NOT NULL, model_type text NOT NULL, model_id int)";
  expect(await inWords(sql, RULE)).toEqual([]);
});

test("names in capitals are read as words", async () => {
  const sql = `CREATE TABLE "UserAccount" (id text PRIMARY KEY);
    CREATE TABLE "Booking" (id text PRIMARY KEY, "userAccountID" text, paid text);
    CREATE TABLE "Note" (id text PRIMARY KEY, "bookingId" text, "bookingType" text)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail Booking.userAccountID: Column userAccountID seems to refer to UserAccount, and no foreign key says so.",
  ]);
  expect(await mended(sql, RULE)).toEqual([]);
});

describe("no subject", () => {
  test.each([
    ["another system's id", "stripe_customer_id uuid"],
    ["another type", "customer_id int"],
    ["a text beside a uuid", "customer_id text"],
    ["an alias of a table", "billing_customer_id uuid"],
    ["a column beside its type", "customer_id uuid, customer_type text"],
    ["an array", "customer_id uuid[]"],
    ["a name that no table answers to", "tracking_id uuid"],
    ["a generated column", "customer_id uuid GENERATED ALWAYS AS (id) STORED"],
  ])("%s", async (_name, columns) => {
    expect(await inWords(on(columns), RULE)).toEqual([]);
  });

  test("part of a foreign key of several columns", async () => {
    const sql = `CREATE TABLE customers (id uuid PRIMARY KEY, tenant int, UNIQUE (tenant, id));
      CREATE TABLE t (id int PRIMARY KEY, tenant int, customer_id uuid, FOREIGN KEY (tenant, customer_id) REFERENCES customers (tenant, id))`;
    expect(await inWords(sql, RULE)).toEqual([]);
  });

  test("part of the primary key", async () => {
    const sql =
      "CREATE TABLE customers (id uuid PRIMARY KEY); CREATE TABLE t (customer_id uuid, n int, PRIMARY KEY (customer_id, n))";
    expect(await inWords(sql, RULE)).toEqual([]);
  });

  test("a name that two tables answer to, and one whose key has two columns", async () => {
    const sql = `CREATE TABLE users (id int PRIMARY KEY); CREATE TABLE "user" (id int PRIMARY KEY);
      CREATE TABLE rooms (a int, b int, PRIMARY KEY (a, b)); CREATE TABLE t (user_id int, room_id int)`;
    expect(await inWords(sql, RULE)).toEqual([]);
  });

  test("a column that is inherited", async () => {
    const sql = `${on("customer_id uuid REFERENCES customers")}; CREATE TABLE child () INHERITS (orders)`;
    expect(await inWords(sql, RULE)).toEqual([]);
  });
});

test.each(["order_events", "order_history", "audit_log"])("%s outlives what it refers to", async (name) => {
  expect(await inWords(on("customer_id uuid", name), RULE)).toEqual([
    `n.a. ${name}.customer_id: the table keeps what happened`,
  ]);
});

test("partitioned tables are left alone", async () => {
  const sql =
    "CREATE TABLE customers (id int PRIMARY KEY); CREATE TABLE p (customer_id int) PARTITION BY LIST (customer_id)";
  expect(await inWords(sql, RULE)).toEqual(["n.a. p.customer_id: the table is partitioned"]);
});

test("a table of what was deleted outlives what it refers to", async () => {
  const sql =
    "CREATE TABLE branches (id int PRIMARY KEY); CREATE TABLE deleted_builds (id int PRIMARY KEY, branch_id int)";
  expect(await inWords(sql, RULE)).toEqual(["n.a. deleted_builds.branch_id: the table keeps what happened"]);
});
