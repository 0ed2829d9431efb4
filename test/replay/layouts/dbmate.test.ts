import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHistory } from "../../../introspect/replay/layouts/index.ts";
import { makeFolders } from "../../support/folders.ts";
import { replayShared } from "../../support/replaying.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

test("dbmate's files are cut at their marks, and lines keep their numbers", async () => {
  const folder = folderOf({
    "20240102_add_note.sql": "-- migrate:up transaction:false\r\nSELECT 2;\r\n--migrate:down\r\nSELECT -2;\r\n",
    "20240101_create_orders.sql":
      "-- The first one\n\n-- migrate:up\nSELECT 1;\n\n-- migrate:down transaction:false\nSELECT -1;\n",
    // The order is that of the names as text.
    "3_no_way_back.sql": "-- migrate:up\nSELECT 4;\n",
    "20_twice.sql":
      "-- migrate:up\nSELECT 3;\n-- migrate:down\nSELECT -3;\n-- migrate:up\nSELECT 33;\n-- migrate:down\n",
    "schema.sql": "passed over, as by the tool",
    "2_late.SQL": "-- migrate:up\nSELECT 5;\n",
  });
  const { tool, files, passedOver, toolTable } = await readHistory(folder);
  const reason = "dbmate runs only files with names like 20250127093000_create_orders.sql.";
  expect({ tool, table: toolTable?.name, files, passedOver }).toEqual({
    tool: "dbmate",
    table: "schema_migrations",
    passedOver: [
      { file: "2_late.SQL", reason, stepsBefore: null },
      { file: "schema.sql", reason, stepsBefore: null },
    ],
    files: [
      {
        version: "20240101",
        name: "create orders",
        file: "20240101_create_orders.sql",
        text: "-- The first one\n\n-- migrate:up\nSELECT 1;\n\n\n\n",
        inTransaction: true,
        down: {
          file: "20240101_create_orders.sql",
          text: "\n\n\n\n\n-- migrate:down transaction:false\nSELECT -1;\n",
        },
      },
      {
        version: "20240102",
        name: "add note",
        file: "20240102_add_note.sql",
        text: "-- migrate:up transaction:false\r\nSELECT 2;\r\n\n\n",
        inTransaction: false,
        down: { file: "20240102_add_note.sql", text: "\n\n--migrate:down\r\nSELECT -2;\r\n" },
      },
      {
        version: "20",
        name: "twice",
        file: "20_twice.sql",
        text: "-- migrate:up\nSELECT 3;\n\n\n-- migrate:up\nSELECT 33;\n\n",
        inTransaction: false,
        down: { file: "20_twice.sql", text: "\n\n-- migrate:down\nSELECT -3;\n\n\n-- migrate:down\n" },
      },
      {
        version: "3",
        name: "no way back",
        file: "3_no_way_back.sql",
        text: "-- migrate:up\nSELECT 4;\n",
        inTransaction: true,
        down: { file: "3_no_way_back.sql", text: "" },
      },
    ],
  });
});

describe("of dbmate's files are refused", () => {
  const good = "-- migrate:up\nSELECT 1;\n-- migrate:down\n";
  const cases: [what: string, files: Record<string, string>, at: string, message: string][] = [
    [
      "one without a mark",
      { "1_a.sql": good, "2_b.sql": "SELECT 1;" },
      "2_b.sql",
      "The file has no `-- migrate:up`, beside others that have: dbmate refuses to run it.",
    ],
    [
      "goose's beside them",
      { "1_a.sql": good, "2_b.sql": "-- +goose Up\nSELECT 1;" },
      "2_b.sql",
      "The file has no `-- migrate:up`, beside others that have: dbmate refuses to run it.",
    ],
    [
      "a way down alone",
      { "1_a.sql": "-- migrate:down\nSELECT 1;" },
      "1_a.sql:1",
      "`-- migrate:down` stands without a `-- migrate:up` before it: dbmate refuses to run the file.",
    ],
    [
      "a statement before the mark",
      { "1_a.sql": `-- x\nSET a.b = 'c';\n${good}` },
      "1_a.sql:2",
      "A statement stands before `-- migrate:up`: dbmate refuses to run the file.",
    ],
    [
      "a version that is there twice",
      { "1_a.sql": good, "1b.sql": good },
      "1b.sql",
      "Two steps are of version 1: 1_a.sql and 1b.sql.",
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

test("only the way up is run, and an error in it has the line of the file", async () => {
  const folder = folderOf({
    "1_create_orders.sql": "-- migrate:up\nCREATE TABLE orders (id int);\n-- migrate:down\nDROP TABLE orders;\n",
    "2_break.sql": "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 1;\n-- migrate:up\n\nDROP TABLE nowhere;",
  });
  await expect(replayShared(await readHistory(folder), { asOf: null })).rejects.toMatchObject({
    place: "2_break.sql:7",
    message: expect.stringContaining('table "nowhere" does not exist'),
  });
});

test("a single file of dbmate is cut at its marks too", async () => {
  const folder = folderOf({
    "1_create_orders.sql": "-- migrate:up\nCREATE TABLE orders (id int);\n-- migrate:down\nDROP TABLE orders;\n",
  });
  const { source, relations } = await replayShared(await readHistory(join(folder, "1_create_orders.sql")), {
    asOf: null,
  });
  expect([source.kind, relations.map(({ name }) => name)]).toEqual(["script", ["orders"]]);
});
