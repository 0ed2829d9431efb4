import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHistory } from "../../../introspect/replay/layouts/index.ts";
import { makeFolders } from "../../support/folders.ts";
import { replayShared } from "../../support/replaying.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

test("sql-migrate's files are cut at their marks, in the order of their numbers, those without one last", async () => {
  const { tool, toolTable, files } = await readHistory(
    folderOf({
      "views.sql": "-- +migrate Up\nSELECT 4;\n",
      "10-index.sql": "-- +migrate Up notransaction\nSELECT 3;\n-- +migrate Down\nSELECT -3;",
      "2_b.sql": "SELECT 'not run';\n-- +migrate Up\r\nSELECT 2;\r\n",
      "2_a.sql": "-- +migrate Down notransaction\nSELECT -1;\n-- +migrate Up\nSELECT 1;",
    }),
  );
  expect({ tool, table: toolTable?.name, files }).toEqual({
    tool: "sql-migrate",
    table: "gorp_migrations",
    files: [
      {
        version: "2_a",
        name: "a",
        file: "2_a.sql",
        text: "\n\n-- +migrate Up\nSELECT 1;",
        inTransaction: true,
        down: { file: "2_a.sql", text: "-- +migrate Down notransaction\nSELECT -1;\n\n" },
      },
      {
        version: "2_b",
        name: "b",
        file: "2_b.sql",
        text: "\n-- +migrate Up\r\nSELECT 2;\r\n",
        inTransaction: true,
        down: { file: "2_b.sql", text: "" },
      },
      {
        version: "10",
        name: "index",
        file: "10-index.sql",
        text: "-- +migrate Up notransaction\nSELECT 3;\n\n",
        inTransaction: false,
        down: { file: "10-index.sql", text: "\n\n-- +migrate Down\nSELECT -3;" },
      },
      {
        version: "views",
        name: "views",
        file: "views.sql",
        text: "-- +migrate Up\nSELECT 4;\n",
        inTransaction: true,
        down: { file: "views.sql", text: "" },
      },
    ],
  });
});

describe("of sql-migrate's files are refused", () => {
  const good = "-- +migrate Up\nSELECT 1;\n";
  const cases: [what: string, files: Record<string, string>, at: string, message: string][] = [
    [
      "one without a mark",
      { "1_a.sql": good, "2_b.sql": "-- +migrate up\nSELECT 1;" },
      "2_b.sql",
      "The file has no `-- +migrate Up`, beside others that have: sql-migrate refuses to run it.",
    ],
    [
      "one with a statement that does not end",
      { "1_a.sql": `${good}-- +migrate StatementBegin\nSELECT 2;` },
      "1_a.sql:3",
      "The statement that begins here has no `-- +migrate StatementEnd`: sql-migrate refuses the file.",
    ],
  ];
  test.each(cases)("%s", async (_what, files, at, message) => {
    const folder = folderOf(files);
    await expect(readHistory(folder)).rejects.toMatchObject({
      name: "UserError",
      message,
      place: join(folder, at),
      hint: expect.any(String),
    });
  });
});

test("only the way up is run, also of a single file, and StatementEnd ends a statement", async () => {
  const folder = folderOf({
    "1_init.sql":
      "-- +migrate Up\n-- +migrate StatementBegin\nCREATE FUNCTION two() RETURNS int LANGUAGE sql AS $$ SELECT 1; SELECT 2 $$\n" +
      "-- +migrate StatementEnd\nCREATE TABLE orders (id int);\n-- +migrate Down\nDROP TABLE orders;\nDROP FUNCTION two;\n",
  });
  for (const path of [folder, join(folder, "1_init.sql")]) {
    const { relations, routines } = await replayShared(await readHistory(path), { asOf: null });
    expect([...relations, ...routines].map(({ name }) => name)).toEqual(["orders", "two"]);
  }
});
