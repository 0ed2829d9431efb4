import { expect, test } from "vitest";
import { findVagueness } from "../../src/rules/migrations/migration-names.ts";
import { aCatalog } from "../support/catalog.ts";
import { aChange, aTableName } from "../support/changes.ts";
import { aStep, ofMigrations } from "./migrations.ts";
import { ofProject } from "./project-rules.ts";

test("a name has a verb, or names what the migration touches", async () => {
  expect(
    await ofMigrations(
      {
        "0001_init.sql": "CREATE TABLE orders (id int PRIMARY KEY); CREATE TABLE accounts (id int);",
        "0002_users.sql": "CREATE TABLE users (id int);",
        "0003_order_note.sql": "ALTER TABLE orders ADD note text;",
        "0004_changes.sql": "ALTER TABLE orders ADD a int;",
        "0005_wooden_ultragirl.sql": "ALTER TABLE orders ADD b int;",
        "0006_fix_2.sql": "ALTER TABLE orders ADD c int;",
        "0007_added_order_weight.sql": "ALTER TABLE orders ADD weight int;",
        "0008_functions.sql": "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
        "0009.sql": "SELECT 1;",
        "0010_new models copy.sql": "-- cartulary-ignore-file mig-name: generated long ago\nSELECT 1;",
        "0011_DropAccounts.sql": "DROP TABLE accounts;",
      },
      "mig-name",
    ),
  ).toEqual([
    "fail migration 0002: The name of 0002_users.sql says not what becomes of it.",
    "fail migration 0004: The name of 0004_changes.sql says what any migration does.",
    "fail migration 0005: The name of 0005_wooden_ultragirl.sql says nothing of what it does.",
    "fail migration 0006: The name of 0006_fix_2.sql says what any migration does.",
    "fail migration 0009: The name of 0009.sql says nothing but a number.",
    "n.a. migration 0001: it is the first one",
    "n.a. migration 0010: inline: cartulary-ignore: generated long ago",
    "pass migration 0003",
    "pass migration 0007",
    "pass migration 0008",
    "pass migration 0011",
  ]);
});

test.each([
  ["add user status column", null],
  ["renaming trades", null],
  ["seed", null],
  ["migration 20250127", "what any migration does"],
  ["new models", "what any migration does"],
  ["edit active users", null],
  ["apub columns", null],
  ["größe ändern", "nothing of what it does"],
])("%s says %s", (name, vagueness) => {
  expect(findVagueness({ name, version: "7", changes: [] })).toBe(vagueness);
});

test.each([
  ["claude models", [], null],
  ["update models", [], null],
  ["model updates", [], null],
  ["user emails all lowercase", [], null],
  ["endtime optional", ["end_time"], null],
  ["no individual inboxes", ["inbox_url"], null],
  ["one category too many", ["categories"], null],
  ["claude models", ["end_time"], "nothing of what it does"],
  ["update models", ["end_time"], "what any migration does"],
])("among models and users, %s with changes of %j says %s", (name, columns, vagueness) => {
  const changes = columns.map((column) =>
    aChange(aTableName("t", { kind: "column", name: column }), { field: "type" }),
  );
  expect(findVagueness({ name, version: "7", changes }, ["models", "users"])).toBe(vagueness);
});

test("a date is asked for only where the option says so", () => {
  const history = [aStep("20250127"), aStep("2025-01-28-0930"), aStep("0003"), aStep("20251399")];
  const options = { requireDatePrefix: true };
  expect(ofProject(aCatalog({ history }), "mig-name", { options })).toEqual([
    "fail migration 0003: Migration 0003 does not begin with its date.",
    "fail migration 20251399: Migration 20251399 does not begin with its date.",
    "n.a. migration 20250127: it is the first one",
    "pass migration 2025-01-28-0930",
  ]);
});
