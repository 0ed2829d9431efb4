import { expect, test } from "vitest";
import { catalogOfMigrations } from "./migrations.ts";
import { ofProject } from "./project-rules.ts";

test("a table that gets another file was written anew, and no other", async () => {
  const catalog = await catalogOfMigrations({
    "01_create.sql":
      "CREATE TABLE t (id int, n int, m int, v varchar(10), w varchar(10), d date);\nALTER TABLE t ALTER id TYPE bigint;\n" +
      "CREATE TABLE p (id int, at date) PARTITION BY RANGE (at); CREATE TABLE p1 PARTITION OF p DEFAULT;",
    "02_widen.sql": "ALTER TABLE t ALTER COLUMN n SET DATA TYPE bigint;",
    "03_longer.sql": "ALTER TABLE t ALTER v TYPE varchar(20), ALTER w TYPE text;",
    "04_default.sql": "ALTER TABLE t ADD a int DEFAULT 7, ADD b timestamptz DEFAULT now();",
    "05_random.sql": "ALTER TABLE t ADD c uuid DEFAULT gen_random_uuid();",
    "06_stored.sql": "ALTER TABLE t ADD g bigint GENERATED ALWAYS AS (n * 2) STORED;",
    "07_serial.sql": "ALTER TABLE t ADD s serial;",
    "08_partitions.sql": "ALTER TABLE p ALTER id TYPE bigint;",
    "09_unlogged.sql": "ALTER TABLE t SET UNLOGGED;",
    "10_truncate.sql": "TRUNCATE t;\nALTER TABLE t ALTER d TYPE text;",
    "11_twice.sql": "ALTER TABLE t ADD note text;\nALTER TABLE t ALTER a TYPE text;\nALTER TABLE t ALTER m TYPE text;",
    "12_said.sql": "-- squawk-ignore-file\n\nALTER TABLE t ALTER a TYPE int USING 1;",
    "13_body.sql": "DO $$ BEGIN EXECUTE 'ALTER TABLE t ALTER w TYPE int USING 1'; END $$;",
  });
  expect(ofProject(catalog, "mig-type-rewrite")).toEqual([
    "fail migration 02: Migration 02 writes table public.t anew for column n.",
    "fail migration 05: Migration 05 writes table public.t anew for column c.",
    "fail migration 06: Migration 06 writes table public.t anew for column g.",
    "fail migration 07: Migration 07 writes table public.t anew for column s.",
    "fail migration 08: Migration 08 writes table public.p anew for column id.",
    "fail migration 09: Migration 09 writes table public.t anew.",
    "fail migration 11: Migration 11 writes table public.t anew for column a.",
    "fail migration 13: Migration 13 writes table public.t anew for column w.",
    "n.a. migration 12: inline: squawk-ignore",
    "pass migration 01",
    "pass migration 03",
    "pass migration 04",
    "pass migration 10",
  ]);
  const options = { startAfter: "11" };
  expect(ofProject(catalog, "mig-type-rewrite", { options })).toEqual([
    "fail migration 13: Migration 13 writes table public.t anew for column w.",
    ...["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"].map(
      (version) => `n.a. migration ${version}: it is older than the option startAfter says`,
    ),
    "n.a. migration 12: inline: squawk-ignore",
  ]);
});
