import { basename, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHistory } from "../../../introspect/replay/layouts/index.ts";
import { makeFolders } from "../../support/folders.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

test("golang-migrate's pairs are read in the order of their numbers, with the way back where there is one", async () => {
  const folder = folderOf({
    "10_add_note.up.sql": "ALTER TABLE orders ADD note text;",
    "10_drop_note.down.sql": "ALTER TABLE orders DROP note;",
    "0009_create_orders.up.sql": "CREATE TABLE orders (id int);",
    "9_create_orders.down.sql": "DROP TABLE orders;",
    "11_.up.sql": "SELECT 11;",
    "schema.sql": "passed over, as by the tool",
    "README.md": "",
    "old/1_gone.up.sql": "",
  });
  expect(await readHistory(folder)).toEqual({
    kind: "migrations",
    name: basename(folder),
    tool: "golang-migrate",
    folder,
    files: [
      {
        version: "0009",
        name: "create orders",
        file: "0009_create_orders.up.sql",
        text: "CREATE TABLE orders (id int);",
        down: { file: "9_create_orders.down.sql", text: "DROP TABLE orders;" },
      },
      {
        version: "10",
        name: "add note",
        file: "10_add_note.up.sql",
        text: "ALTER TABLE orders ADD note text;",
        down: { file: "10_drop_note.down.sql", text: "ALTER TABLE orders DROP note;" },
      },
      {
        version: "11",
        name: "11",
        file: "11_.up.sql",
        text: "SELECT 11;",
        down: { file: "11_.up.sql", text: "" },
      },
    ],
    toolTable: { name: "schema_migrations", columns: "version bigint PRIMARY KEY, dirty boolean NOT NULL" },
  });
});

describe("of pairs are refused", () => {
  const cases: [what: string, files: string[], at: string, message: string, hint: string][] = [
    [
      "a way down alone",
      ["1_a.up.sql", "2_b.down.sql"],
      "2_b.down.sql",
      "The way up of 2_b.down.sql is missing: no .up.sql file is of version 2.",
      "Put the .up.sql file beside it, or take this one away.",
    ],
    [
      "a version that is there twice",
      ["1_a.up.sql", "01_b.up.sql", "2_c.up.sql"],
      "1_a.up.sql",
      "Two steps are of version 1: 01_b.up.sql and 1_a.up.sql.",
      "Give one of them a version of its own.",
    ],
    [
      "a way down that is there twice",
      ["1_a.up.sql", "1_a.down.sql", "1_b.down.sql"],
      "1_b.down.sql",
      "Two steps are of version 1: 1_a.down.sql and 1_b.down.sql.",
      "Give one of them a version of its own.",
    ],
    [
      "a single file",
      ["1_a.up.sql", "2_b.sql"],
      "2_b.sql",
      "The folder mixes layouts: 2_b.sql is a single file beside pairs of .up.sql and .down.sql.",
      "sqlx would run it and golang-migrate pass it over; call it 2_b.up.sql.",
    ],
    [
      "a name without a version",
      ["1_a.up.sql", "init.up.sql"],
      "init.up.sql",
      "The name of init.up.sql has no version in front, so no tool runs it.",
      "Call it like 0001_create_orders.up.sql, or move it out of the folder.",
    ],
    [
      "a name of another form",
      ["1_a.up.sql", "2.up.sql"],
      "2.up.sql",
      "The name of 2.up.sql is none that golang-migrate runs: it looks for names like 0001_create_orders.up.sql.",
      "Rename it, or move it out of the folder where it is no migration.",
    ],
  ];
  test.each(cases)("%s", async (_what, files, at, message, hint) => {
    const folder = folderOf(Object.fromEntries(files.map((file) => [file, "SELECT 1;"])));
    await expect(readHistory(folder)).rejects.toMatchObject({
      name: "UserError",
      message,
      place: join(folder, at),
      hint,
    });
  });
});
