import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHistory } from "../../../introspect/replay/layouts/index.ts";
import { makeFolders } from "../../support/folders.ts";
import { replayShared } from "../../support/replaying.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

const entry = (idx: number, tag: string) => ({ idx, version: "7", when: 1713262741218 + idx, tag, breakpoints: true });
const journalOf = (...tags: string[]) =>
  JSON.stringify({ version: "7", dialect: "postgresql", entries: tags.map((tag, idx) => entry(idx, tag)) }, null, 2);

test("Drizzle's files are run in the order of the journal, and what it does not have is named", async () => {
  const { tool, toolTable, files, passedOver } = await readHistory(
    folderOf({
      "0000_init.sql": "SELECT 0\n--> statement-breakpoint\nSELECT 1;--> statement-breakpoint\nSELECT 2",
      "0001_b.sql": "SELECT 3;",
      "0001_a.sql": "SELECT 4;",
      "0002_abandoned_dagger.sql": "SELECT 5;",
      "meta/_journal.json": journalOf("0000_init", "0001_b", "0001_a"),
      "meta/0000_snapshot.json": "{}",
    }),
  );
  expect({ tool, toolTable: [toolTable?.schema, toolTable?.name], files, passedOver }).toEqual({
    tool: "Drizzle",
    toolTable: ["drizzle", "__drizzle_migrations"],
    files: [
      {
        version: "0000",
        name: "init",
        file: "0000_init.sql",
        text: "SELECT 0\n;--> statement-breakpoint\nSELECT 1;;--> statement-breakpoint\nSELECT 2",
        inTransaction: true,
      },
      { version: "0001_b", name: "b", file: "0001_b.sql", text: "SELECT 3;", inTransaction: true },
      { version: "0001_a", name: "a", file: "0001_a.sql", text: "SELECT 4;", inTransaction: true },
    ],
    passedOver: [
      {
        file: "0002_abandoned_dagger.sql",
        reason: "meta/_journal.json does not have it, so Drizzle does not run it.",
        stepsBefore: null,
      },
    ],
  });
});

test("Drizzle's folders are run in the order of their names", async () => {
  const snapshot = '{"version":"8","dialect":"postgres","id":"x"}';
  const { tool, files, passedOver } = await readHistory(
    folderOf({
      "20260903023630_curly_bloodscream/migration.sql": "SELECT 2;",
      "20260903023630_curly_bloodscream/snapshot.json": snapshot,
      "20260101000000_init/migration.sql": "SELECT 1;",
      "20260101000000_init/snapshot.json": snapshot,
      "20260101000000_init/down.sql": "SELECT -1;",
      "backup/notes.txt": "",
      "seed.sql": "",
    }),
  );
  expect({ tool, files, passedOver }).toEqual({
    tool: "Drizzle",
    files: [
      {
        version: "20260101000000",
        name: "init",
        file: "20260101000000_init/migration.sql",
        text: "SELECT 1;",
        inTransaction: true,
        down: { file: "20260101000000_init/down.sql", text: "SELECT -1;" },
      },
      {
        version: "20260903023630",
        name: "curly bloodscream",
        file: "20260903023630_curly_bloodscream/migration.sql",
        text: "SELECT 2;",
        inTransaction: true,
      },
    ],
    passedOver: [
      { file: "seed.sql", reason: "Drizzle runs only the migration.sql in a folder of its own.", stepsBefore: null },
    ],
  });
});

describe("of Drizzle's histories are refused", () => {
  const files = { "0000_a.sql": "SELECT 0;", "0001_b.sql": "SELECT 1;" };
  const cases: [what: string, files: Record<string, string>, at: string, message: string][] = [
    [
      "a file that the journal names and that is not there",
      { "0000_a.sql": "SELECT 0;", "meta/_journal.json": journalOf("0000_a", "0001_b") },
      "0001_b.sql",
      "The file is missing: meta/_journal.json names it, so Drizzle refuses to run any step.",
    ],
    [
      "files without a journal",
      { "0000_a.sql": "SELECT 0;\n--> statement-breakpoint\nSELECT 1;" },
      "meta/_journal.json",
      "The file is missing: the files are Drizzle's, so Drizzle refuses to run any step.",
    ],
    [
      "a folder without its script",
      { "1_a/snapshot.json": "{}", "0_z/migration.sql": "SELECT 0;" },
      "1_a/migration.sql",
      "The file is missing: 1_a/snapshot.json is there without it, so Drizzle refuses to run any step.",
    ],
    [
      "a step that the journal has twice",
      { ...files, "meta/_journal.json": journalOf("0000_a", "0001_b", "0000_a") },
      "meta/_journal.json:23",
      "The journal has 0000_a twice, and Drizzle would run it again.",
    ],
    [
      "a journal with a merge conflict",
      { ...files, "meta/_journal.json": '{\n  "entries": [\n<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> main\n]}' },
      "meta/_journal.json:3",
      "The journal holds a merge conflict that is not resolved (`<<<<<<< HEAD`).",
    ],
    [
      "a journal without entries",
      { ...files, "meta/_journal.json": '{"version": "7"}' },
      "meta/_journal.json",
      "The journal is not what drizzle-kit writes: a list of entries, each with its tag.",
    ],
    [
      "a journal for another database",
      { ...files, "meta/_journal.json": '{"dialect": "sqlite", "entries": []}' },
      "meta/_journal.json",
      "The migrations are for SQLite, not for PostgreSQL.",
    ],
    [
      "folders for another database",
      { "1_a/snapshot.json": '{"version":"6","dialect":"mysql"}', "1_a/migration.sql": "SELECT 0;" },
      "1_a/snapshot.json",
      "The migrations are for MySQL, not for PostgreSQL.",
    ],
  ];
  test.each(cases)("%s", async (_what, given, at, message) => {
    const folder = folderOf(given);
    await expect(readHistory(folder)).rejects.toMatchObject({
      name: "UserError",
      message,
      place: join(folder, at),
      hint: expect.any(String),
    });
  });
});

test("parts without a semicolon are run, and the tool's table is there in its own schema", async () => {
  const folder = folderOf({
    "0000_init.sql":
      'CREATE TABLE "orders" ("id" serial PRIMARY KEY)\n--> statement-breakpoint\nCREATE INDEX "by_id" ON "orders" ("id")',
    "0001_forget.sql": 'DELETE FROM "drizzle"."__drizzle_migrations" WHERE false;',
    "meta/_journal.json": journalOf("0000_init", "0001_forget"),
  });
  const { relations } = await replayShared(await readHistory(folder), { asOf: null });
  expect(
    relations.flatMap((each) =>
      "indexes" in each ? [[each.schema, each.name, ...each.indexes.map(({ name }) => name)]] : [],
    ),
  ).toEqual([
    ["drizzle", "__drizzle_migrations", "__drizzle_migrations_pkey"],
    ["public", "orders", "by_id", "orders_pkey"],
  ]);
});

test("a merge conflict in a step is called by its name", async () => {
  const folder = folderOf({
    "1_a.sql": "CREATE TABLE orders (\n<<<<<<< HEAD\n  id int\n=======\n  id bigint\n>>>>>>> main\n);\n",
  });
  await expect(replayShared(await readHistory(folder), { asOf: null })).rejects.toMatchObject({
    place: "1_a.sql:2",
    hint: "`<<<<<<< HEAD` is where git left a merge conflict: keep one side, or both in the order in which they are to run.",
  });
});
