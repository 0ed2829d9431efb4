/** Layouts whose files carry both ways under comments: node-pg-migrate, tern, rambler. */
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHistory } from "../../../introspect/replay/layouts/index.ts";
import { makeFolders } from "../../support/folders.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

describe("node-pg-migrate", () => {
  test("cuts its files at the first mark of each side, in the order of their numbers", async () => {
    const { tool, toolTable, files, passedOver } = await readHistory(
      folderOf({
        "20250101000000000_b.sql": "-- Down Migration\nSELECT -2;\n-- Up Migration\nSELECT 2;\n",
        "1700000000000_a.sql": "SELECT 0;\n--- up migration\nSELECT 1;\n-- Down migration\nSELECT -1;\n",
        "20250101000000001_c.sql": "-- No Transaction\nSELECT 3;\n",
        "20250101000000002_more.js": "exports.up = (pgm) => {};",
        "notes.sql": "",
      }),
    );
    expect({ tool, table: toolTable?.name, files, passedOver }).toEqual({
      tool: "node-pg-migrate",
      table: "pgmigrations",
      files: [
        {
          version: "1700000000000",
          name: "a",
          file: "1700000000000_a.sql",
          text: "\n--- up migration\nSELECT 1;\n",
          inTransaction: true,
          down: { file: "1700000000000_a.sql", text: "\n\n\n-- Down migration\nSELECT -1;\n" },
        },
        {
          version: "20250101000000000",
          name: "b",
          file: "20250101000000000_b.sql",
          text: "\n\n-- Up Migration\nSELECT 2;\n",
          inTransaction: true,
          down: { file: "20250101000000000_b.sql", text: "-- Down Migration\nSELECT -2;\n" },
        },
        {
          version: "20250101000000001",
          name: "c",
          file: "20250101000000001_c.sql",
          text: "-- No Transaction\nSELECT 3;\n",
          inTransaction: false,
          down: { file: "20250101000000001_c.sql", text: "" },
        },
      ],
      passedOver: [
        { file: "notes.sql", reason: "node-pg-migrate runs only files with a number in front.", stepsBefore: null },
        {
          file: "20250101000000002_more.js",
          reason: "It is a step in JavaScript, and a replay runs SQL alone: what it makes is missing.",
          stepsBefore: 3,
        },
      ],
    });
  });

  test("refuses two steps of one number", async () => {
    const folder = folderOf({ "1_a.sql": "-- Up Migration\n", "01_b.sql": "-- Up Migration\n" });
    await expect(readHistory(folder)).rejects.toMatchObject({ message: /^Two steps are of version/ });
  });
});

describe("tern", () => {
  const MARK = "---- create above / drop below ----";

  test("cuts its files at its line, and lets one do without a transaction", async () => {
    const { tool, toolTable, files } = await readHistory(
      folderOf({
        "001_a.sql": `SELECT 1;\n${MARK}\nSELECT -1;\n`,
        "002_b.sql": "---- tern: disable-tx ----\nSELECT 2;\n",
      }),
    );
    expect({ tool, table: toolTable?.name, files }).toEqual({
      tool: "tern",
      table: "schema_version",
      files: [
        {
          version: "001",
          name: "a",
          file: "001_a.sql",
          text: "SELECT 1;\n",
          inTransaction: true,
          down: { file: "001_a.sql", text: "\n\nSELECT -1;\n" },
        },
        {
          version: "002",
          name: "b",
          file: "002_b.sql",
          text: "---- tern: disable-tx ----\nSELECT 2;\n",
          inTransaction: false,
          down: { file: "002_b.sql", text: "" },
        },
      ],
    });
  });

  test("refuses a gap, a number twice and a template", async () => {
    const gap = folderOf({ "001_a.sql": MARK, "003_c.sql": MARK });
    await expect(readHistory(gap)).rejects.toMatchObject({
      message: "Step 2 is missing before 003_c.sql: tern refuses a history with a gap.",
      place: join(gap, "003_c.sql"),
    });
    const twice = folderOf({ "001_a.sql": MARK, "1_b.sql": MARK });
    await expect(readHistory(twice)).rejects.toMatchObject({ message: /^Two steps are of version/ });
    const template = folderOf({ "001_a.sql": `SELECT 1;\n{{ template "shared/x.sql" . }}\n${MARK}\n` });
    await expect(readHistory(template)).rejects.toMatchObject({
      message: "tern fills in templates here (`{{`), and a replay has no values for them.",
      place: `${join(template, "001_a.sql")}:2`,
    });
  });
});

describe("rambler", () => {
  test("cuts its files at each of its marks, in the order of their names", async () => {
    const { tool, toolTable, files } = await readHistory(
      folderOf({
        "10_b.sql": "-- rambler up\nSELECT 3;\n",
        "02_a.sql": "-- rambler up\nSELECT 1;\n-- rambler down\nSELECT -1;\n-- rambler up\nSELECT 2;\n",
      }),
    );
    expect({ tool, table: toolTable?.name, files }).toEqual({
      tool: "rambler",
      table: "migrations",
      files: [
        {
          version: "02",
          name: "a",
          file: "02_a.sql",
          text: "-- rambler up\nSELECT 1;\n\n\n-- rambler up\nSELECT 2;\n",
          down: { file: "02_a.sql", text: "\n\n-- rambler down\nSELECT -1;\n\n\n" },
        },
        {
          version: "10",
          name: "b",
          file: "10_b.sql",
          text: "-- rambler up\nSELECT 3;\n",
          down: { file: "10_b.sql", text: "" },
        },
      ],
    });
  });

  test("refuses a file without marks", async () => {
    const folder = folderOf({ "1_a.sql": "-- rambler up\n", "2_b.sql": "SELECT 1;\n" });
    await expect(readHistory(folder)).rejects.toMatchObject({
      message: "The file has no `-- rambler up`, beside others that have: rambler runs nothing of it.",
      place: join(folder, "2_b.sql"),
    });
  });
});
