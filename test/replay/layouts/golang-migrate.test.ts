import { basename, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHistory } from "../../../introspect/replay/layouts/index.ts";
import { makeFolders } from "../../support/folders.ts";
import { replayShared } from "../../support/replaying.ts";

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
    passedOver: [
      {
        file: "schema.sql",
        reason: "golang-migrate runs only files with names like 0001_create_orders.up.sql.",
        stepsBefore: null,
      },
    ],
    toolTable: { name: "schema_migrations", columns: "version bigint PRIMARY KEY, dirty boolean NOT NULL" },
  });
});

const GO_MOD = { "go.mod": "module m\n\nrequire (\n\tgithub.com/golang-migrate/migrate/v4 v4.18.1\n)\n" };

describe("of pairs are refused", () => {
  const twice = "Give one of them a version of its own.";
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
      twice,
    ],
    [
      "a way down that is there twice",
      ["1_a.up.sql", "1_a.down.sql", "1_b.down.sql"],
      "1_b.down.sql",
      "Two steps are of version 1: 1_a.down.sql and 1_b.down.sql.",
      twice,
    ],
  ];
  test.each(cases)("%s, where go.mod says that golang-migrate runs them", async (_what, files, at, message, hint) => {
    const folder = folderOf({ ...GO_MOD, ...Object.fromEntries(files.map((file) => [file, "SELECT 1;"])) });
    await expect(readHistory(folder)).rejects.toMatchObject({
      name: "UserError",
      message,
      place: join(folder, at),
      hint,
    });
  });
});

test("where nothing says which runner has the pairs, two steps of one version both run", async () => {
  const folder = folderOf({
    "7_pauses.up.sql": "SELECT 1;",
    "7_pauses.down.sql": "SELECT -1;",
    "7_jobs.down.sql": "SELECT -2;",
    "7_jobs.up.sql": "SELECT 2;",
  });
  const { files } = await readHistory(folder);
  expect(files.map(({ version, file, down }) => [version, file, down?.file])).toEqual([
    ["7_jobs", "7_jobs.up.sql", "7_jobs.down.sql"],
    ["7_pauses", "7_pauses.up.sql", "7_pauses.down.sql"],
  ]);
});

test("files with other names are passed over; where another runner may run them, something may be missing", async () => {
  const files = {
    "1_a.up.sql": "SELECT 1;",
    "2.up.sql": "SELECT 2;",
    "3_c.sql": "SELECT 3;",
    "init.up.sql": "SELECT 4;",
    "4_d.up.sql": "SELECT 5;",
    "5_e.up.sql": "SELECT 6;",
    "schema.sql": "",
  };
  const reason = "golang-migrate runs only files with names like 0001_create_orders.up.sql";
  const doubtful = `${reason}; where another tool runs it, what it makes is missing.`;
  expect((await readHistory(folderOf(files))).passedOver).toEqual([
    { file: "2.up.sql", reason: doubtful, stepsBefore: 1 },
    { file: "3_c.sql", reason: doubtful, stepsBefore: 1 },
    { file: "init.up.sql", reason: doubtful, stepsBefore: 3 },
    { file: "schema.sql", reason: `${reason}.`, stepsBefore: null },
  ]);
  const sure = await readHistory(join(folderOf({ ...GO_MOD, ".git/HEAD": "", ...within("db/m", files) }), "db/m"));
  expect(sure.passedOver?.map(({ file, stepsBefore }) => [file, stepsBefore])).toEqual([
    ["2.up.sql", null],
    ["3_c.sql", null],
    ["init.up.sql", null],
    ["schema.sql", null],
  ]);
});

function within(folder: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]));
}

test("what comments in the files say of other tools does not outweigh the pairs", async () => {
  const folder = folderOf({
    "1_a.up.sql": "-- atlas:nolint DS102\n-- Up Migration\nSELECT 1;",
    "1_a.down.sql": "-- Down migration is a no-op\n-- +goose Down\n",
    "2_b.up.sql": "-- migrate:up\nSELECT 2;",
    "atlas.sum": "h1:x",
  });
  const { tool, files } = await readHistory(folder);
  expect([tool, files.map(({ version }) => version)]).toEqual(["golang-migrate", ["1", "2"]]);
});

test("a version may stand in other forms where a team has a runner of its own", async () => {
  const folder = folderOf({
    "V0002.Add_Note.up.sql": "ALTER TABLE orders ADD note text;",
    "V0002.Add_Note.down.sql": "ALTER TABLE orders DROP note;",
    "V0001.Create_Orders.up.sql": "CREATE TABLE orders (id int);",
    "seed.sql": "",
  });
  const { tool, files, passedOver } = await readHistory(folder);
  expect({ tool, files: files.map(({ version, name, down }) => [version, name, down?.file]), passedOver }).toEqual({
    tool: "sql",
    files: [
      ["0001", "Create Orders", "V0001.Create_Orders.up.sql"],
      ["0002", "Add Note", "V0002.Add_Note.down.sql"],
    ],
    passedOver: [{ file: "seed.sql", reason: "It is none of the pairs of .up.sql and .down.sql.", stepsBefore: null }],
  });
});

test("a step in code beside pairs is named, and what a later step misses is laid to it", async () => {
  const files = {
    "0001_create_orders.up.sql": "CREATE TABLE orders (id int);",
    "0002_split_orders.up.go": "package m",
    "0002_split_orders.down.go": "package m",
    "0003_drop_orders.up.go": "package m",
    "0003_drop_orders.down.sql": "SELECT 1;",
    "0004_index.up.sql": "CREATE INDEX ON orders (id);",
    "embed.go": "package m",
  };
  const reason = "It is a step in Go, and a replay runs SQL alone: what it makes is missing.";
  const catalog = await replayShared(await readHistory(folderOf(files)), { asOf: null });
  expect([catalog.relations.map(({ name }) => name), catalog.omissions]).toEqual([
    ["orders"],
    ["0002_split_orders.up.go", "0003_drop_orders.up.go"].map((file) => ({
      kind: "schema",
      what: `step ${file}`,
      reason,
      hint: null,
      place: null,
    })),
  ]);
  const later = {
    ...files,
    "0002_early.up.sql": "SELECT 1;",
    "0004_index.up.sql": "SELECT 1;\nCREATE INDEX ON parts (id);",
  };
  await expect(replayShared(await readHistory(folderOf(later)), { asOf: null })).rejects.toMatchObject({
    name: "UserError",
    message: 'relation "parts" does not exist (SQLSTATE 42P01), in: CREATE INDEX ON parts (id)',
    place: "0004_index.up.sql:2",
    hint: expect.stringMatching(
      /^It may be made by the steps 0002_split_orders\.up\.go, 0003_drop_orders\.up\.go, which are not run: a replay runs SQL alone\.\nLet the tool run the migrations here/,
    ),
  });
  const early = { ...later, "0001_create_orders.up.sql": "CREATE INDEX ON parts (id);" };
  await expect(replayShared(await readHistory(folderOf(early)), { asOf: null })).rejects.toMatchObject({
    hint: "No earlier step makes it: is a step missing, or are the files in the wrong order?",
  });
});
