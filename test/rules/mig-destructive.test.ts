import { expect, test } from "vitest";
import { ofMigrations } from "./migrations.ts";

test("what stood before the migration is thrown away only where the script says that it is meant", async () => {
  expect(
    await ofMigrations(
      {
        "01_create.sql":
          "DROP TABLE IF EXISTS orders;\nCREATE SCHEMA old; CREATE TABLE orders (id int, a int, b int, c int);\n" +
          "CREATE TABLE old.bills (id int); CREATE TABLE lines (id int); CREATE VIEW v AS SELECT id FROM orders;\n" +
          "CREATE TABLE gone (id int); CREATE TABLE parts (id int); CREATE TABLE stays (id int);",
        "02_drop_column.sql": "ALTER TABLE orders\n  ADD d int,\n  DROP COLUMN a,\n  DROP CONSTRAINT IF EXISTS x;",
        "03_drop_table.sql": 'DROP TABLE IF EXISTS lines, "gone" CASCADE;',
        "04_truncate.sql": "TRUNCATE TABLE ONLY public.orders, parts;",
        "05_delete.sql": "DELETE FROM orders;\nDELETE FROM parts WHERE id > 1;",
        "06_drop_schema.sql": "DROP SCHEMA IF EXISTS old, never CASCADE;",
        "07_own.sql":
          "CREATE TABLE t (id int, x int); INSERT INTO t VALUES (1); INSERT INTO orders (id) SELECT id FROM t; DELETE FROM t; ALTER TABLE t DROP x; DROP TABLE t;\n" +
          "DROP VIEW v; ALTER TABLE orders ADD e int; ALTER TABLE orders DROP e;",
        "08_said.sql":
          "-- cartulary-ignore mig-destructive: exported last week\nALTER TABLE orders DROP b;\n-- squawk-ignore ban-drop-column\nALTER TABLE orders DROP c;",
        "09_half_said.sql":
          "-- pgls-ignore lint/safety/banDropColumn: moved\nALTER TABLE orders DROP d;\n-- cartulary-ignore mig-destructive\nDROP TABLE parts;",
        "10_renamed.sql": "ALTER TABLE orders RENAME TO purchases;\nDROP TABLE purchases;",
      },
      "mig-destructive",
    ),
  ).toEqual([
    "fail migration 02: Migration 02 drops column a of public.orders with what it holds.",
    "fail migration 03: Migration 03 drops table public.lines with its rows, and 1 more.",
    "fail migration 04: Migration 04 empties table public.orders, and 1 more.",
    "fail migration 05: Migration 05 deletes every row of public.orders.",
    "fail migration 06: Migration 06 drops schema old with all that is in it.",
    "fail migration 09: Migration 09 drops table public.parts with its rows.",
    "fail migration 10: Migration 10 drops table public.orders with its rows.",
    "n.a. migration 08: inline: cartulary-ignore: exported last week",
    "pass migration 01",
    "pass migration 07",
  ]);
});

test("what a DO block does is looked at as well, whatever it asks before", async () => {
  expect(
    await ofMigrations(
      {
        "01_create.sql":
          "CREATE TABLE orders (id int, a int, b int); CREATE TABLE old (id int); CREATE TABLE older (id int);",
        "02_block.sql": "DO $$\nBEGIN\n  DROP TABLE old;\nEND $$;",
        "03_asked.sql":
          "DO $do$ DECLARE n int; BEGIN IF EXISTS (SELECT FROM orders WHERE id > 1) THEN n := 1; ELSE\n" +
          "ALTER TABLE orders DROP COLUMN a; END IF; END $do$ LANGUAGE plpgsql;",
        "04_literal.sql": "DO 'BEGIN EXECUTE ''DROP TABLE older''; END';",
        "05_said.sql": "-- cartulary-ignore mig-destructive: empty anyway\nDO $$ BEGIN\nDELETE FROM orders; END $$;",
        "06_words.sql": "DO $$ BEGIN RAISE NOTICE 'DROP TABLE orders; DROP TABLE old'; PERFORM 1; END $$;",
        "07_made.sql": "DO $$ BEGIN CREATE TABLE mine (id int); DROP TABLE mine; END $$;",
      },
      "mig-destructive",
    ),
  ).toEqual([
    "fail migration 02: Migration 02 drops table public.old with its rows.",
    "fail migration 03: Migration 03 drops column a of public.orders with what it holds.",
    "fail migration 04: Migration 04 drops table public.older with its rows.",
    "n.a. migration 05: inline: cartulary-ignore: empty anyway",
    "pass migration 01",
    "pass migration 06",
    "pass migration 07",
  ]);
});

test("what goes without a statement of its own is seen in the replay", async () => {
  expect(
    await ofMigrations(
      {
        "01_create.sql":
          "CREATE TYPE mood AS ENUM ('a'); CREATE TABLE t (id int, m mood, \"N n\" mood);\n" +
          "CREATE TABLE gone (id int); CREATE TABLE gone2 (id int); CREATE TABLE gone3 (id int);\n" +
          "CREATE FUNCTION wipe() RETURNS void LANGUAGE plpgsql AS 'BEGIN DROP TABLE gone; END';",
        "02_type.sql": "DROP TYPE mood CASCADE;",
        "03_call.sql": "SELECT wipe();",
        "04_dynamic.sql": "DO $$ BEGIN EXECUTE format('DROP TABLE %I', 'gone2'); END $$;",
        "05_said.sql":
          "-- cartulary-ignore mig-destructive: never used\nDO $$ BEGIN EXECUTE 'DROP' || ' TABLE gone3'; END $$;",
        "06_own.sql": "CREATE TABLE own (a int); DO $$ BEGIN EXECUTE format('DROP TABLE %I', 'own'); END $$;",
      },
      "mig-destructive",
    ),
  ).toEqual([
    "fail migration 02: Migration 02 drops column N n of public.t with what it holds, and 1 more.",
    "fail migration 03: Migration 03 drops table public.gone with its rows.",
    "fail migration 04: Migration 04 drops table public.gone2 with its rows.",
    "n.a. migration 05: inline: cartulary-ignore: never used",
    "pass migration 01",
    "pass migration 06",
  ]);
});

test("what is deleted, dropped or emptied on the way of another statement is seen", async () => {
  expect(
    await ofMigrations(
      {
        "01_create.sql":
          "CREATE TABLE orders (id int); CREATE TABLE old (id int); CREATE TABLE parts (id int); CREATE TABLE lines (id int);\n" +
          "CREATE TABLE kept (id int); CREATE TABLE seen (id int);",
        "02_move.sql": "WITH moved AS (DELETE FROM orders RETURNING id) INSERT INTO kept SELECT id FROM moved;",
        "03_some.sql":
          "WITH moved AS (DELETE FROM orders WHERE id > 1 RETURNING id) INSERT INTO kept SELECT id FROM moved;",
        "04_joined.sql": "DO $$ BEGIN EXECUTE 'DROP TABLE ' || 'old'::text; END $$;",
        "05_called.sql":
          "CREATE FUNCTION clear() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM parts; END $$;\nSELECT clear();",
        "06_only_made.sql": "CREATE FUNCTION clear_lines() RETURNS void LANGUAGE sql AS $$ DELETE FROM lines $$;",
        "07_procedure.sql":
          "CREATE PROCEDURE empty() LANGUAGE sql AS 'TRUNCATE lines; SELECT 1';\nDO $$ BEGIN CALL empty(); END $$;",
        "08_into.sql": "SELECT id INTO copied FROM seen; DELETE FROM copied;",
        "09_rule.sql": "CREATE RULE r AS ON INSERT TO seen DO ALSO DELETE FROM kept;",
        "10_made_before.sql": "SELECT clear_lines();",
        "11_atomic.sql":
          "CREATE FUNCTION wipe() RETURNS bigint BEGIN ATOMIC DELETE FROM seen; SELECT count(*) FROM seen; END;\n" +
          "SELECT wipe();",
        "12_loop.sql":
          "DO $$ DECLARE r record; BEGIN FOR r IN EXECUTE 'DELETE FROM kept RETURNING id' LOOP NULL; END LOOP; END $$;",
        "13_explained.sql": "EXPLAIN DELETE FROM kept;",
        "14_explained_and_done.sql": "EXPLAIN (ANALYZE) DELETE FROM kept;",
        "15_in_with.sql": "WITH gone AS (SELECT clear_lines()) SELECT * FROM gone;",
        "16_view.sql": "CREATE VIEW later AS SELECT 1 AS one FROM clear_lines();",
      },
      "mig-destructive",
    ),
  ).toEqual([
    "fail migration 02: Migration 02 deletes every row of public.orders.",
    "fail migration 04: Migration 04 drops table public.old with its rows.",
    "fail migration 05: Migration 05 deletes every row of public.parts.",
    "fail migration 07: Migration 07 empties table public.lines.",
    "fail migration 10: Migration 10 deletes every row of public.lines.",
    "fail migration 11: Migration 11 deletes every row of public.seen.",
    "fail migration 12: Migration 12 deletes every row of public.kept.",
    "fail migration 14: Migration 14 deletes every row of public.kept.",
    "fail migration 15: Migration 15 deletes every row of public.lines.",
    "pass migration 01",
    "pass migration 03",
    "pass migration 06",
    "pass migration 08",
    "pass migration 09",
    "pass migration 13",
    "pass migration 16",
  ]);
});
