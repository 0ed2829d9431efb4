import { expect, test } from "vitest";
import type { Catalog } from "../../src/model/catalog.ts";
import { aCatalog } from "../support/catalog.ts";
import { catalogOf } from "./in-words.ts";
import { ofProject } from "./project-rules.ts";

const BASE = `
  CREATE TYPE mood AS ENUM ('sad', 'happy');
  CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL, mood mood);
  CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users, total numeric(10,2) DEFAULT 0, at date);
  CREATE INDEX idx_orders_user_id ON orders (user_id);
  CREATE VIEW totals AS SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id;
  CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT n * 2';
  CREATE TABLE parted (id int) PARTITION BY RANGE (id);`;

const asServer = (catalog: Catalog, major = catalog.server.major): Catalog => ({
  ...catalog,
  source: { kind: "server", name: "shop", tool: null, commit: null },
  server: { version: `${major}.1`, major, engine: "postgresql" },
});

test("a server that has what the migrations make passes, whatever it has besides of its own doing", async () => {
  const migrated = await catalogOf(BASE);
  const live = await catalogOf(`${BASE}
    CREATE TABLE schema_migrations (version text);
    CREATE TABLE parted_1 PARTITION OF parted DEFAULT;
    COMMENT ON TABLE users IS 'People'; CREATE ROLE drift_reader; GRANT SELECT ON users TO drift_reader;
    ALTER TABLE orders DROP at; ALTER TABLE orders ADD at date`);
  expect(ofProject(asServer(live), "mig-no-drift", { migrated })).toEqual([
    "pass project: the server has what the migrations make",
  ]);
  expect(ofProject(asServer(live, 15), "mig-no-drift", { migrated })).toEqual([
    "pass project: the server has what the migrations make; expressions print otherwise on 15 and were not compared",
  ]);
});

test("what was made, changed or dropped by hand is named, each object once", async () => {
  const migrated = await catalogOf(BASE);
  const live = await catalogOf(
    `${BASE}
    CREATE INDEX idx_orders_at ON orders (at); DROP INDEX idx_orders_user_id;
    ALTER TABLE orders ALTER total TYPE numeric(12,2), ALTER user_id SET NOT NULL, ADD note text;
    ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;
    ALTER TABLE users ALTER mood SET DEFAULT 'sad';
    ALTER TYPE mood ADD VALUE 'new';
    CREATE TABLE scratch (id int, a int);
    DROP FUNCTION twice(int); CREATE FUNCTION twice(n bigint) RETURNS int LANGUAGE sql AS 'SELECT 2'`.replace(
      "ALTER TABLE orders ALTER total TYPE",
      "DROP VIEW totals; ALTER TABLE orders ALTER total TYPE",
    ),
  );
  const expected = [
    "fail column public.orders.note: Column public.orders.note is on the server, and no migration makes it.",
    "fail column public.orders.total: Column public.orders.total is numeric(12,2) default 0 on the server; the migrations make it numeric(10,2) default 0.",
    "fail column public.orders.user_id: Column public.orders.user_id is integer not null on the server; the migrations make it integer.",
    "fail column public.users.mood: Column public.users.mood is public.mood default 'sad'::public.mood on the server; the migrations make it public.mood.",
    "fail foreign key public.orders.orders_user_id_fkey: Foreign key public.orders.orders_user_id_fkey is made by the migrations and missing on the server.",
    "fail function public.twice(n bigint): Function public.twice(n bigint) is on the server, and no migration makes it.",
    "fail function public.twice(n integer): Function public.twice(n integer) is made by the migrations and missing on the server.",
    "fail index public.orders.idx_orders_at: Index public.orders.idx_orders_at is on the server, and no migration makes it.",
    "fail index public.orders.idx_orders_user_id: Index public.orders.idx_orders_user_id is made by the migrations and missing on the server.",
    "fail table public.scratch: Table public.scratch is on the server, and no migration makes it.",
    "fail type public.mood: Type public.mood is an enum of sad, happy, new on the server; the migrations make it an enum of sad, happy.",
    "fail view public.totals: View public.totals is made by the migrations and missing on the server.",
  ];
  expect(ofProject(asServer(live), "mig-no-drift", { migrated })).toEqual(expected);
  // On another major version what is printed otherwise there says nothing.
  const portable = expected
    .filter((line) => !line.includes("users.mood"))
    .map((line) => line.replaceAll(" default 0", ""));
  expect(ofProject(asServer(live, 15), "mig-no-drift", { migrated })).toEqual(portable);
});

test("how what both have is set counts, wherever it changes what it does", async () => {
  const base = `${BASE} CREATE DOMAIN positive AS int NOT NULL CHECK (VALUE > 0); CREATE TYPE place AS (x int); CREATE SEQUENCE steps;
    CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE TRIGGER keep BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION keep();
    ALTER TABLE users ENABLE ROW LEVEL SECURITY; ALTER TABLE users FORCE ROW LEVEL SECURITY;`;
  const migrated = await catalogOf(base);
  const live =
    await catalogOf(`${base} ALTER DOMAIN positive DROP CONSTRAINT positive_check; ALTER TYPE place ADD ATTRIBUTE y int;
    CREATE SEQUENCE by_hand; ALTER SEQUENCE steps INCREMENT 5; ALTER TABLE users DISABLE TRIGGER keep;
    ALTER TABLE users NO FORCE ROW LEVEL SECURITY;
    ALTER VIEW totals SET (security_invoker = true); ALTER TABLE orders SET UNLOGGED`);
  const expected = [
    "fail sequence public.by_hand: Sequence public.by_hand is on the server, and no migration makes it.",
    "fail sequence public.steps: Sequence public.steps is a sequence of bigint by 5 on the server; the migrations make it a sequence of bigint by 1.",
    "fail table public.orders: Table public.orders is an unlogged table on the server; the migrations make it a table.",
    "fail table public.users: Table public.users is a table with row security on the server; the migrations make it a table with row security that binds its owner too.",
    "fail trigger public.users.keep: Trigger public.users.keep is before insert (disabled) on the server; the migrations make it before insert.",
    "fail type public.place: Type public.place is a composite type of x integer, y integer on the server; the migrations make it a composite type of x integer.",
    "fail type public.positive: Type public.positive is a domain over integer not null on the server; the migrations make it a domain over integer not null constraint positive_check.",
    "fail view public.totals: View public.totals is a view with security_invoker=true on the server; the migrations make it a view.",
  ];
  expect(ofProject(asServer(live, 15), "mig-no-drift", { migrated })).toEqual(expected);
  expect(ofProject(asServer(live), "mig-no-drift", { migrated }).map((line) => line.replace(/:.*/, ""))).toEqual(
    expected.map((line) => line.replace(/:.*/, "")),
  );
});

test("with one side alone nothing can be said, and a script has no server", () => {
  const server = asServer(aCatalog());
  const migrations = aCatalog({ source: { kind: "migrations", name: "m", tool: "sql", commit: null } });
  expect([server, migrations, aCatalog()].flatMap((catalog) => ofProject(catalog, "mig-no-drift"))).toEqual([
    "not assessed project: the config names no migrations to compare the server with",
    "not assessed project: no server was read to compare the migrations with",
  ]);
});
