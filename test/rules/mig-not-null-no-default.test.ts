import { expect, test } from "vitest";
import { ofMigrations } from "./migrations.ts";

test("a required column has a value for the rows that are there", async () => {
  const files = {
    "1_create.sql": "CREATE TABLE t (id int NOT NULL); CREATE TABLE u (); ALTER TABLE t ADD own int NOT NULL;",
    "2_add.sql": "ALTER TABLE t ADD a text, ADD COLUMN IF NOT EXISTS b text NOT NULL;",
    "3_add_filled.sql":
      "ALTER TABLE t ADD c text NOT NULL DEFAULT 'NOT NULL', ADD d serial NOT NULL, ADD e int GENERATED ALWAYS AS IDENTITY," +
      " ADD f int NOT NULL GENERATED ALWAYS AS (id) STORED, ADD g int CHECK (g IS NOT NULL OR id > 0);",
    "4_add_key.sql": "ALTER TABLE t ADD h uuid PRIMARY KEY;",
    "4b_add_emptied.sql":
      "DELETE FROM t;\nALTER TABLE t ADD j int NOT NULL;\nTRUNCATE u;\nALTER TABLE u ADD k int NOT NULL;",
    "4c_add_before_emptying.sql": "ALTER TABLE t ADD l int NOT NULL;\nTRUNCATE t;",
    "4d_empty_another.sql": "TRUNCATE u;\nDELETE FROM t WHERE id = 1;\nALTER TABLE t ADD m int NOT NULL;",
    "4e_add_generated.sql": "ALTER TABLE t ADD generated boolean NOT NULL;",
    "4f_add_null.sql": "ALTER TABLE t ADD n text DEFAULT NULL NOT NULL;",
    "5_add_said.sql": "-- squawk-ignore adding-required-field\nALTER TABLE t ADD i int NOT NULL;",
  };
  expect(await ofMigrations(files, "mig-not-null-no-default")).toEqual([
    "fail migration 2: Migration 2 adds column b to public.t without a value for the rows that are there.",
    "fail migration 4: Migration 4 adds column h to public.t without a value for the rows that are there.",
    "fail migration 4c_add_before_emptying: Migration 4c_add_before_emptying adds column l to public.t without a value for the rows that are there.",
    "fail migration 4d_empty_another: Migration 4d_empty_another adds column m to public.t without a value for the rows that are there.",
    "fail migration 4e_add_generated: Migration 4e_add_generated adds column generated to public.t without a value for the rows that are there.",
    "fail migration 4f_add_null: Migration 4f_add_null adds column n to public.t without a value for the rows that are there.",
    "n.a. migration 5: inline: squawk-ignore",
    "pass migration 1",
    "pass migration 3",
    "pass migration 4b_add_emptied",
  ]);
});
