import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHistory } from "../../../introspect/replay/layouts/index.ts";
import { makeFolders } from "../../support/folders.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

const ALONE = "-- no-transaction\nCREATE INDEX CONCURRENTLY idx_orders_note ON orders (note);";

test("sqlx's single files have no way back, and a mark on the first line takes the transaction away", async () => {
  const folder = folderOf({
    "10_index_note.sql": ALONE,
    "2_create_orders.sql": "CREATE TABLE orders (id int, note text);",
    "3_late.sql": "\n-- no-transaction\nSELECT 3;",
    "seed.sql": "passed over, as by the tool",
  });
  const { tool, files, toolTable } = await readHistory(folder);
  expect({ tool, files, table: toolTable?.name }).toEqual({
    tool: "sqlx",
    files: [
      {
        version: "2",
        name: "create orders",
        file: "2_create_orders.sql",
        text: "CREATE TABLE orders (id int, note text);",
        inTransaction: true,
      },
      { version: "3", name: "late", file: "3_late.sql", text: "\n-- no-transaction\nSELECT 3;", inTransaction: true },
      { version: "10", name: "index note", file: "10_index_note.sql", text: ALONE, inTransaction: false },
    ],
    table: "_sqlx_migrations",
  });
});

test("sqlx's pairs are told from golang-migrate's by the mark", async () => {
  const folder = folderOf({
    "1_create_orders.up.sql": "CREATE TABLE orders (id int, note text);",
    "1_create_orders.down.sql": "DROP TABLE orders;",
    "2_index_note.up.sql": ALONE,
  });
  const { tool, files } = await readHistory(folder);
  expect([tool, ...files.map(({ file, inTransaction, down }) => [file, inTransaction, down])]).toEqual([
    "sqlx",
    ["1_create_orders.up.sql", true, { file: "1_create_orders.down.sql", text: "DROP TABLE orders;" }],
    ["2_index_note.up.sql", false, { file: "2_index_note.up.sql", text: "" }],
  ]);
});

test("without the mark single files are a plain folder", async () => {
  expect((await readHistory(folderOf({ "1_create_orders.sql": "SELECT 1;" }))).tool).toBe("sql");
});

test("a version is there once, and a name that sqlx stops at is refused", async () => {
  const twice = folderOf({ "1_a.sql": ALONE, "01_b.sql": "SELECT 1;" });
  await expect(readHistory(twice)).rejects.toMatchObject({
    message: "Two steps are of version 1: 01_b.sql and 1_a.sql.",
    place: join(twice, "1_a.sql"),
  });
  const stop = folderOf({ "1_a.sql": ALONE, "seed_data.sql": "" });
  await expect(readHistory(stop)).rejects.toMatchObject({
    message: "The name of seed_data.sql is none that sqlx runs: it looks for names like 0001_create_orders.sql.",
    place: join(stop, "seed_data.sql"),
  });
});

test("single files stand beside pairs, and all of them run", async () => {
  const { files, passedOver } = await readHistory(
    folderOf({ "1_a.sql": ALONE, "2_b.up.sql": "SELECT 1;", "2_b.down.sql": "SELECT 2;", "seed.sql": "" }),
  );
  expect([files.map(({ file, down }) => [file, down?.text]), passedOver]).toEqual([
    [
      ["1_a.sql", undefined],
      ["2_b.up.sql", "SELECT 2;"],
    ],
    [{ file: "seed.sql", reason: "sqlx runs only files with names like 0001_create_orders.sql.", stepsBefore: null }],
  ]);
});

describe("what the project has around them tells that sqlx runs the files", () => {
  const cases: [what: string, files: Record<string, string>, folder: string, tool: string][] = [
    ["a .sqlx folder", { "a/.sqlx/query.json": "{}", "a/db/m/1_a.sql": "" }, "a/db/m", "sqlx"],
    ["a dependency", { "Cargo.toml": '[dependencies]\nsqlx = "0.8"\n', "m/1_a.up.sql": "" }, "m", "sqlx"],
    ["a table of one", { "Cargo.toml": "[dependencies.sqlx]\nworkspace = true\n", "m/1_a.sql": "" }, "m", "sqlx"],
    [
      "another dependency",
      { "Cargo.toml": 'sea-orm = { features = ["sqlx"] }\n', "m/1_a.up.sql": "" },
      "m",
      "golang-migrate",
    ],
    ["one above the repository", { "Cargo.toml": 'sqlx = "1"', "a/.git/HEAD": "", "a/m/1_a.sql": "" }, "a/m", "sql"],
    ["marks of dbmate", { "Cargo.toml": 'sqlx = "1"', "m/1_a.sql": "-- migrate:up\nSELECT 1;" }, "m", "dbmate"],
    ["names without versions", { "Cargo.toml": 'sqlx = "1"', "m/a.sql": "" }, "m", "sql"],
  ];
  test.each(cases)("%s", async (_what, files, folder, tool) => {
    const repository = { ".git/HEAD": "", ...files };
    expect((await readHistory(join(folderOf(repository), folder))).tool).toBe(tool);
  });
});
