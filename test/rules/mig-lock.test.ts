import { expect, test } from "vitest";
import { ofMigrations } from "./migrations.ts";

test("a table that stood before the migration is not read whole under a lock", async () => {
  expect(
    await ofMigrations(
      {
        "01_create.sql":
          "CREATE TABLE users (id int PRIMARY KEY, a int, b int, c int, d int);\nCREATE INDEX idx_users_a ON users (a);\n" +
          "CREATE TABLE orders (id int, user_id int, n int, PRIMARY KEY (id));\n" +
          "CREATE TABLE p (id int) PARTITION BY RANGE (id);\nCREATE MATERIALIZED VIEW m AS SELECT id FROM users;",
        "02_index.sql": "CREATE INDEX idx_users_b ON users (b);",
        "03_index_quietly.sql": "CREATE INDEX CONCURRENTLY idx_users_c ON users (c);",
        "04_parent_only.sql": "CREATE INDEX idx_p ON ONLY p (id);",
        "05_fk.sql": "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id);",
        "06_check.sql": "ALTER TABLE orders ADD CHECK (n > 0);",
        "07_not_valid.sql": "ALTER TABLE orders ADD CONSTRAINT ck CHECK (n > 1) NOT VALID;",
        "08_validate.sql": "ALTER TABLE orders VALIDATE CONSTRAINT ck;",
        "09_both.sql":
          "ALTER TABLE orders ADD CONSTRAINT ck2 CHECK (n > 2) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT ck2;",
        "10_unique.sql": "ALTER TABLE users ADD CONSTRAINT uq UNIQUE (a, b);",
        "11_using.sql": "CREATE UNIQUE INDEX CONCURRENTLY uq_c ON users (c);",
        "12_using.sql": "ALTER TABLE users ADD CONSTRAINT uq_c UNIQUE USING INDEX uq_c;",
        "13_not_null.sql": "ALTER TABLE users ALTER COLUMN a SET NOT NULL;",
        "14_check_first.sql": "ALTER TABLE users ADD CONSTRAINT nn CHECK (b IS NOT NULL) NOT VALID;",
        "15_not_null.sql":
          "ALTER TABLE users VALIDATE CONSTRAINT nn;\nALTER TABLE users ALTER b SET NOT NULL, DROP CONSTRAINT nn;",
        "16_new_column.sql":
          "ALTER TABLE users ADD e int NOT NULL DEFAULT 0, ADD f int REFERENCES users (id);\nALTER TABLE users ALTER e SET NOT NULL;",
        "17_unique_column.sql": "ALTER TABLE users ADD g text UNIQUE;",
        "18_refresh.sql": "REFRESH MATERIALIZED VIEW m;\nREINDEX TABLE users;\nCLUSTER users USING uq_c;",
        "19_vacuum.sql": "VACUUM FULL users;",
        "20_said.sql": "-- cartulary-ignore mig-lock: forty rows\nCREATE INDEX idx_d ON users (d);",
        "21_checked_column.sql": "ALTER TABLE users ADD h int CHECK (h > 0);",
        "22_filled_reference.sql": "ALTER TABLE users ADD i int DEFAULT 1 REFERENCES users (id);",
        "24_not_valid_rows.sql": "ALTER TABLE orders ADD valid boolean;",
        "25_not_valid_rows.sql": "ALTER TABLE orders ADD CONSTRAINT ck3 CHECK (NOT valid);",
        "23_tablespace.sql": "ALTER TABLE users ADD CONSTRAINT uq2 UNIQUE (a, d) USING INDEX TABLESPACE pg_default;",
        "26_emptied.sql": "REFRESH MATERIALIZED VIEW m WITH NO DATA;",
        "27_renamed.sql": "ALTER TABLE users RENAME TO people;\nALTER TABLE people ADD CHECK (id > 0);",
      },
      "mig-lock",
    ),
  ).toEqual([
    "fail migration 02: Migration 02 builds index idx_users_b on public.users, to which nobody writes until it is done.",
    "fail migration 05: Migration 05 holds every row of public.orders against a new constraint fk while it is locked.",
    "fail migration 06: Migration 06 holds every row of public.orders against a new constraint while it is locked.",
    "fail migration 09: Migration 09 validates constraint ck2 of public.orders under the lock that adding it took.",
    "fail migration 10: Migration 10 builds the index of a new constraint uq on public.users while it is locked.",
    "fail migration 13: Migration 13 looks for nulls in column a of public.users while the table is locked.",
    "fail migration 17: Migration 17 builds the index of a new constraint g on public.users while it is locked.",
    "fail migration 18: Migration 18 fills materialized view public.m anew while nobody reads it, and 2 more.",
    "fail migration 19: Migration 19 writes table public.users anew while nobody reads or writes it.",
    "fail migration 21: Migration 21 holds every row of public.users against a new constraint while it is locked.",
    "fail migration 22: Migration 22 holds every row of public.users against a new constraint while it is locked.",
    "fail migration 23: Migration 23 builds the index of a new constraint uq2 on public.users while it is locked.",
    "fail migration 25: Migration 25 holds every row of public.orders against a new constraint ck3 while it is locked.",
    "fail migration 27: Migration 27 holds every row of public.users against a new constraint while it is locked.",
    "n.a. migration 20: inline: cartulary-ignore: forty rows",
    "pass migration 01",
    "pass migration 03",
    "pass migration 04",
    "pass migration 07",
    "pass migration 08",
    "pass migration 11",
    "pass migration 12",
    "pass migration 14",
    "pass migration 15",
    "pass migration 16",
    "pass migration 24",
    "pass migration 26",
  ]);
});

test("what a statement of its own validates waits for no lock that another took", async () => {
  const up = "ALTER TABLE t ADD CONSTRAINT ck CHECK (id > 0) NOT VALID;\nALTER TABLE t VALIDATE CONSTRAINT ck;";
  const step = (option: string, text: string) => `-- migrate:up${option}\n${text}\n-- migrate:down\n`;
  expect(
    await ofMigrations(
      {
        "20260101000000_create_t.sql": step("", "CREATE TABLE t (id int);"),
        "20260102000000_check.sql": step("", up),
        "20260103000000_check_alone.sql": step(" transaction:false", up.replaceAll("ck", "ck2")),
        "20260104000000_check_alone.sql": step(" transaction:false", `BEGIN;\n${up.replaceAll("ck", "ck3")}\nCOMMIT;`),
      },
      "mig-lock",
    ),
  ).toEqual([
    "fail migration 20260102000000: Migration 20260102000000 validates constraint ck of public.t under the lock that adding it took.",
    "fail migration 20260104000000: Migration 20260104000000 validates constraint ck3 of public.t under the lock that adding it took.",
    "pass migration 20260101000000",
    "pass migration 20260103000000",
  ]);
});
