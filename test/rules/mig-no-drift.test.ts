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
    "fail column public.orders.total: Column public.orders.total has type numeric(12,2) on the server and numeric(10,2) by the migrations.",
    "fail column public.orders.user_id: Column public.orders.user_id is not null on the server and nullable by the migrations.",
    "fail column public.users.mood: Column public.users.mood has default 'sad'::public.mood on the server and none by the migrations.",
    "fail foreign key public.orders.orders_user_id_fkey: Foreign key public.orders.orders_user_id_fkey is made by the migrations and missing on the server.",
    "fail function public.twice(n bigint): Function public.twice(n bigint) is on the server, and no migration makes it.",
    "fail function public.twice(n integer): Function public.twice(n integer) is made by the migrations and missing on the server.",
    "fail index public.orders.idx_orders_at: Index public.orders.idx_orders_at is on the server, and no migration makes it.",
    "fail index public.orders.idx_orders_user_id: Index public.orders.idx_orders_user_id is made by the migrations and missing on the server.",
    "fail table public.scratch: Table public.scratch is on the server, and no migration makes it.",
    "fail type public.mood: Type public.mood has values sad, happy, new on the server and sad, happy by the migrations.",
    "fail view public.totals: View public.totals is made by the migrations and missing on the server.",
  ];
  expect(ofProject(asServer(live), "mig-no-drift", { migrated })).toEqual(expected);
  // On another major version what is printed otherwise there says nothing.
  const portable = expected.filter((line) => !line.includes("users.mood"));
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
    "fail sequence public.steps: Sequence public.steps has increment 5 on the server and 1 by the migrations.",
    "fail table public.orders: Table public.orders is unlogged on the server and permanent by the migrations.",
    "fail table public.users: Table public.users is free of row security for its owner on the server and under row security for its owner too by the migrations.",
    "fail trigger public.users.keep: Trigger public.users.keep is disabled on the server and enabled by the migrations.",
    "fail type public.place: Type public.place has attribute y on the server only.",
    "fail type public.positive: Type public.positive lacks check positive_check on the server.",
    "fail view public.totals: View public.totals has option security_invoker on the server only.",
  ];
  expect(ofProject(asServer(live, 15), "mig-no-drift", { migrated })).toEqual(expected);
  expect(ofProject(asServer(live), "mig-no-drift", { migrated }).map((line) => line.replace(/:.*/, ""))).toEqual(
    expected.map((line) => line.replace(/:.*/, "")),
  );
});

test("a policy, a collation, a partition key and what else no column shows are compared too", async () => {
  const migrated = await catalogOf(`
    CREATE TABLE orders (id int PRIMARY KEY, tenant int, code text, "Big one" text);
    CREATE POLICY own ON orders AS RESTRICTIVE USING (tenant = 1);
    CREATE TABLE parts (id int, day date) PARTITION BY RANGE (day);
    CREATE SEQUENCE tickets MAXVALUE 1000000 OWNED BY orders.id;
    CREATE TABLE parent (a int); CREATE TABLE child (a int);
    CREATE VIEW codes AS SELECT code FROM orders;
    CREATE PUBLICATION drift_all FOR TABLE orders`);
  const live = await catalogOf(`
    CREATE TABLE orders (id int PRIMARY KEY, tenant int, code text COLLATE "C", "Big one" text);
    CREATE POLICY own ON orders USING (tenant = 1);
    CREATE TABLE parts (id int, day date) PARTITION BY HASH (id);
    CREATE SEQUENCE tickets MAXVALUE 5 CACHE 20 OWNED BY orders.id;
    CREATE TABLE parent (a int); CREATE TABLE child (a int) INHERITS (parent);
    CREATE VIEW codes AS SELECT code FROM orders;
    ALTER TABLE parent SET (autovacuum_enabled = off); ALTER TABLE parent REPLICA IDENTITY FULL;
    ALTER TABLE orders ALTER "Big one" SET STORAGE EXTERNAL, ALTER "Big one" SET STATISTICS 500;
    CREATE STATISTICS by_hand ON id, tenant FROM orders;
    CREATE PUBLICATION drift_own FOR TABLE parent`);
  expect(ofProject(asServer(live), "mig-no-drift", { migrated })).toEqual([
    'fail column public.orders.Big one: Column public.orders."Big one" has statistics target 500 on the server and none by the migrations, and 1 more.',
    'fail column public.orders.code: Column public.orders.code has collation pg_catalog."C" on the server and none by the migrations.',
    "fail partitioned table public.parts: Partitioned table public.parts has partition key columns id on the server and day by the migrations, and 2 more.",
    "fail policy public.orders.own: Policy public.orders.own is permissive on the server and restrictive by the migrations.",
    "fail publication drift_all: Publication drift_all is made by the migrations and missing on the server.",
    "fail sequence public.tickets: Sequence public.tickets has cache 20 on the server and 1 by the migrations, and 1 more.",
    "fail statistics object public.by_hand: Statistics object public.by_hand is on the server, and no migration makes it.",
    "fail table public.child: Table public.child has inherits public.parent on the server and none by the migrations.",
    "fail table public.parent: Table public.parent has replica identity full on the server and default by the migrations.",
  ]);
});

test("with one side alone nothing can be said, and a script has no server", () => {
  const server = asServer(aCatalog());
  const migrations = aCatalog({ source: { kind: "migrations", name: "m", tool: "sql", commit: null } });
  expect([server, migrations, aCatalog()].flatMap((catalog) => ofProject(catalog, "mig-no-drift"))).toEqual([
    "not assessed project: the config names no migrations to compare the server with",
    "not assessed project: no server was read to compare the migrations with",
  ]);
});
