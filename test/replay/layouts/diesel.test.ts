import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHistory } from "../../../introspect/replay/layouts/index.ts";
import { makeFolders } from "../../support/folders.ts";
import { replayShared } from "../../support/replaying.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

test("diesel's folders are read in the order of their versions, which have no hyphens", async () => {
  const folder = folderOf({
    // As text, 2017-09 stands before 20170309.
    "2017-09-23-182408_add_unique_email/up.sql": "SELECT 2;",
    "2017-09-23-182408_add_unique_email/down.sql": "SELECT -2;",
    "20170309122510_new_models copy/up.sql": "SELECT 1;",
    "20170309122510_new_models copy/down.sql": "",
    "00000000000000_diesel_initial_setup/up.sql": "SELECT 0;",
    "00000000000000_diesel_initial_setup/metadata.toml": "run_in_transaction = true\n",
    "2019-11-15-182353_Add … “email”/up.sql": "SELECT 3;",
    "2019-11-15-182353_Add … “email”/metadata.toml": "# once\n  run_in_transaction=false # an index\n[more]\nx = 1\n",
    "2026-07-27-143313-0000_late/up.sql": "SELECT 4;",
    "2026-07-27-143313-0000_late/metadata.toml": "# run_in_transaction = false\n[more]\nrun_in_transaction = false\n",
    ".hidden/up.sql": "passed over, as by the tool",
    "README.md": "",
  });
  const { tool, files, toolTable } = await readHistory(folder);
  expect({ tool, table: toolTable?.name, files }).toEqual({
    tool: "diesel",
    table: "__diesel_schema_migrations",
    files: [
      {
        version: "00000000000000",
        name: "diesel initial setup",
        file: "00000000000000_diesel_initial_setup/up.sql",
        text: "SELECT 0;",
        inTransaction: true,
        down: { file: "00000000000000_diesel_initial_setup/down.sql", text: "" },
      },
      {
        version: "20170309122510",
        name: "new models copy",
        file: "20170309122510_new_models copy/up.sql",
        text: "SELECT 1;",
        inTransaction: true,
        down: { file: "20170309122510_new_models copy/down.sql", text: "" },
      },
      {
        version: "20170923182408",
        name: "add unique email",
        file: "2017-09-23-182408_add_unique_email/up.sql",
        text: "SELECT 2;",
        inTransaction: true,
        down: { file: "2017-09-23-182408_add_unique_email/down.sql", text: "SELECT -2;" },
      },
      {
        version: "20191115182353",
        name: "Add … “email”",
        file: "2019-11-15-182353_Add … “email”/up.sql",
        text: "SELECT 3;",
        inTransaction: false,
        down: { file: "2019-11-15-182353_Add … “email”/down.sql", text: "" },
      },
      {
        version: "202607271433130000",
        name: "late",
        file: "2026-07-27-143313-0000_late/up.sql",
        text: "SELECT 4;",
        inTransaction: true,
        down: { file: "2026-07-27-143313-0000_late/down.sql", text: "" },
      },
    ],
  });
});

describe("of diesel's folders are refused", () => {
  const cases: [what: string, files: string[], at: string, message: string][] = [
    [
      "a way down alone",
      ["1_a/up.sql", "2_b/down.sql"],
      "2_b",
      "The way up is missing: the folder holds down.sql and no up.sql.",
    ],
    [
      "a folder that is no step",
      ["1_a/up.sql", "fixtures/a.sql"],
      "fixtures",
      "The folder holds no up.sql, so diesel refuses to run any step.",
    ],
    [
      "a version that is there twice",
      ["2020-01-01_a/up.sql", "20200101_b/up.sql"],
      "20200101_b/up.sql",
      "Two steps are of version 20200101: 2020-01-01_a/up.sql and 20200101_b/up.sql.",
    ],
  ];
  test.each(cases)("%s", async (_what, files, at, message) => {
    const folder = folderOf(Object.fromEntries(files.map((file) => [file, "SELECT 1;"])));
    await expect(readHistory(folder)).rejects.toMatchObject({
      name: "UserError",
      message,
      place: join(folder, at),
      hint: expect.any(String),
    });
  });
});

test("a stray file is passed over, as by diesel, and named", async () => {
  const folder = folderOf({ "1_create_orders/up.sql": "CREATE TABLE orders (id int);", "backfill.sql": "SELECT 1/0;" });
  const { relations, omissions } = await replayShared(await readHistory(folder), { asOf: null });
  expect([relations.map(({ name }) => name), omissions]).toEqual([
    ["orders"],
    [
      {
        kind: "note",
        what: "backfill.sql is passed over",
        reason: "diesel runs only the up.sql in a folder of its own.",
        hint: null,
        place: null,
      },
    ],
  ]);
});

test("steps are replayed, and an error names the file in the step's folder", async () => {
  const folder = folderOf({
    "1_create_orders/up.sql": "CREATE TABLE orders (id int);",
    "2_break it/up.sql": "SELECT 1;\n\nALTER TABLE nowhere ADD a int;",
  });
  await expect(replayShared(await readHistory(folder), { asOf: null })).rejects.toMatchObject({
    place: "2_break it/up.sql:3",
    message: expect.stringContaining('relation "nowhere" does not exist'),
  });
});

test("the tool's own table stands there for a step that speaks of it, and only then", async () => {
  const create = "CREATE TABLE orders (id int);";
  const watch =
    "CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';\n" +
    "CREATE TRIGGER watch AFTER INSERT ON __diesel_schema_migrations EXECUTE FUNCTION watch();";
  const relationsOf = async (files: Record<string, string>) => {
    const { relations, omissions } = await replayShared(await readHistory(folderOf(files)), { asOf: null });
    return [relations.map(({ name }) => name), omissions.map(({ what, reason }) => `${what}: ${reason}`)];
  };
  expect(await relationsOf({ "1_create/up.sql": create, "2_watch/up.sql": watch })).toEqual([
    ["__diesel_schema_migrations", "orders"],
    ["table __diesel_schema_migrations was made up: diesel makes it before the first step, and a step speaks of it."],
  ]);
  expect(await relationsOf({ "1_create/up.sql": create })).toEqual([["orders"], []]);
  const own = `CREATE TABLE public."__diesel_schema_migrations" (id int);\n${watch}`;
  expect(await relationsOf({ "1_create/up.sql": own })).toEqual([["__diesel_schema_migrations"], []]);
}, 60_000);

const lemmy = new URL("../../../../shared/schemas/lemmy/migrations", import.meta.url).pathname;
test.skipIf(!existsSync(lemmy))(
  "lemmy's 342 steps are replayed as they are (needs ../shared/schemas)",
  async () => {
    const { source, history, relations, omissions } = await replayShared(await readHistory(lemmy), { asOf: null });
    const tables = relations.filter(({ kind }) => kind === "table").length;
    const waysBack = history.filter(({ facts }) => (facts?.down?.statements ?? 0) > 0).length;
    expect([source.tool, history.length, tables, waysBack, omissions.map(({ what }) => what)]).toEqual([
      "diesel",
      342,
      59,
      332,
      ["table __diesel_schema_migrations was made up"],
    ]);
    // Hundreds of steps on a busy machine.
  },
  120_000,
);
