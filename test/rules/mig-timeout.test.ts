import { expect, test } from "vitest";
import { ofMigrations } from "./migrations.ts";

const CREATE = "CREATE TABLE t (id int, a int); CREATE TABLE u (id int);";

test("from the first migration on that sets lock_timeout, each sets it before it locks", async () => {
  const files = {
    "01_create.sql": CREATE,
    "02_before.sql": "ALTER TABLE t ADD b int;",
    "03_first.sql": "SET LOCAL lock_timeout = '5s';\nALTER TABLE t ADD c int;",
    "04_without.sql": "ALTER TABLE t ADD d int;",
    "05_late.sql": "ALTER TABLE t ADD e int;\nSET lock_timeout TO '5s';\nALTER TABLE t ADD f int;",
    "06_function.sql": "SELECT set_config('lock_timeout', '5s', true);\nDROP TABLE u;",
    "07_own.sql": "CREATE TABLE v (id int); ALTER TABLE v ADD a int;",
    "08_quiet.sql": "ALTER TABLE t ALTER a SET STATISTICS 10; ALTER TABLE t SET (fillfactor = 90);",
    "09_truncate.sql": "TRUNCATE t;",
    "10_block.sql": "DO $$ BEGIN ALTER TABLE t ADD g int; END $$;",
    "12_without_end.sql": "SET lock_timeout = 0;\nALTER TABLE t ADD i int;",
    "13_without_end.sql": "SET LOCAL lock_timeout TO '0ms';\nALTER TABLE t ADD j int;",
    "14_without_end.sql": "SELECT set_config('lock_timeout', '0', false);\nALTER TABLE t ADD k int;",
    "15_as_ever.sql": "SET lock_timeout TO DEFAULT;\nALTER TABLE t ADD l int;",
    "16_short.sql": "SET lock_timeout = '0.5s';\nALTER TABLE t ADD m int;",
    "11_block.sql": "DO $$ BEGIN PERFORM set_config('lock_timeout', '5s', true); ALTER TABLE t ADD h int; END $$;",
  };
  expect(await ofMigrations(files, "mig-timeout")).toEqual([
    "fail migration 04: Migration 04 waits for its lock on public.t without end.",
    "fail migration 05: Migration 05 waits for its lock on public.t without end.",
    "fail migration 09: Migration 09 waits for its lock on public.t without end.",
    "fail migration 10: Migration 10 waits for its lock on public.t without end.",
    "fail migration 12: Migration 12 waits for its lock on public.t without end.",
    "fail migration 13: Migration 13 waits for its lock on public.t without end.",
    "fail migration 14: Migration 14 waits for its lock on public.t without end.",
    "fail migration 15: Migration 15 waits for its lock on public.t without end.",
    "pass migration 03",
    "pass migration 06",
    "pass migration 07",
    "pass migration 08",
    "pass migration 11",
    "pass migration 16",
  ]);
});

test("where none sets it, the role or the tool may", async () => {
  const files = { "1_create.sql": CREATE, "2_add.sql": "ALTER TABLE t ADD b int;" };
  expect(await ofMigrations(files, "mig-timeout")).toEqual([
    "not assessed project: no migration sets lock_timeout; the role or the tool that runs them may",
  ]);
});
