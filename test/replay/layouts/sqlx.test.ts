import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
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

test("a version is there once, and single files are not mixed with pairs", async () => {
  const twice = folderOf({ "1_a.sql": ALONE, "01_b.sql": "SELECT 1;" });
  await expect(readHistory(twice)).rejects.toMatchObject({
    message: "Two steps are of version 1: 01_b.sql and 1_a.sql.",
    place: join(twice, "1_a.sql"),
  });
  const mixed = folderOf({ "1_a.sql": ALONE, "2_b.up.sql": "SELECT 1;" });
  await expect(readHistory(mixed)).rejects.toMatchObject({
    message: "The folder mixes layouts: 1_a.sql is a single file beside pairs of .up.sql and .down.sql.",
    place: join(mixed, "1_a.sql"),
  });
});
