import { basename, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import { buildStepNames } from "../../introspect/replay/layouts/plain.ts";
import { layouts } from "../../introspect/replay/layouts/recognised.ts";
import { compareNaturally } from "../../introspect/replay/layouts/steps.ts";
import { makeFolders } from "../support/folders.ts";

const { scratch, folderOf, remove } = makeFolders();
afterAll(remove);

describe("a plain folder", () => {
  test("is read in natural order, without the folders inside it", async () => {
    const folder = folderOf({
      "10_last.sql": "SELECT 10;",
      "2_create_orders.sql": "SELECT 2;",
      "1-init.SQL": "",
      "README.md": "# not SQL",
      "3_index.sql.postgres": "SELECT 3;",
      "4_test_orders.test.ts": "",
      "5_fill.py": "",
      "5_fill_down.py": "",
      "run.sh": "",
      "old/0_gone.sql": "SELECT 0;",
    });
    expect(await readHistory(folder)).toEqual({
      kind: "migrations",
      name: basename(folder),
      tool: "sql",
      folder,
      files: [
        { version: "1", name: "init", file: "1-init.SQL", text: "" },
        { version: "2", name: "create orders", file: "2_create_orders.sql", text: "SELECT 2;" },
        { version: "10", name: "last", file: "10_last.sql", text: "SELECT 10;" },
      ],
      passedOver: [
        {
          file: "5_fill.py",
          reason: "It is a step in Python, and a replay runs SQL alone: what it makes is missing.",
          stepsBefore: 2,
        },
        {
          file: "3_index.sql.postgres",
          reason: "Its name does not end in .sql: what it makes is missing.",
          stepsBefore: 2,
        },
        { file: "old/", reason: "Folders inside the one that is given are not read.", stepsBefore: null },
      ],
    });
  });

  test("names what stands among its files and is not run", async () => {
    const { files, passedOver } = await readHistory(
      folderOf({
        "0001_a.sql": "SELECT 1;",
        "0001_a.py": "op.execute(...)",
        "0002_b.sql.j2": "",
        "0003_c.sql.go": "",
        "0003_c.sql": "",
        "0003_c.sql.bak": "",
        "0004_d_test.go": "",
        "0005_e.d.ts": "",
        "0006_f.rb": "",
        "0007_g.ddl": "",
        "0008_h.sql.gz": "",
      }),
    );
    expect([files.map(({ file }) => file), passedOver]).toEqual([
      ["0001_a.sql", "0003_c.sql"],
      [
        {
          file: "0001_a.py",
          reason: "It is Python beside 0001_a.sql of the same name, and only the SQL is run.",
          stepsBefore: null,
        },
        {
          file: "0006_f.rb",
          reason: "It is a step in Ruby, and a replay runs SQL alone: what it makes is missing.",
          stepsBefore: 2,
        },
        { file: "0002_b.sql.j2", reason: "Its name does not end in .sql: what it makes is missing.", stepsBefore: 1 },
        { file: "0007_g.ddl", reason: "Its name does not end in .sql: what it makes is missing.", stepsBefore: 2 },
        { file: "0008_h.sql.gz", reason: "Its name does not end in .sql: what it makes is missing.", stepsBefore: 2 },
      ],
    ]);
  });

  test("whose files have no numbers names the code beside them once", async () => {
    const { passedOver } = await readHistory(folderOf({ "add_index.sql": "", "fill.py": "", "run.sh": "" }));
    expect(passedOver).toEqual([
      { file: "fill.py", reason: "A replay runs SQL alone, and 1 more file here is code too.", stepsBefore: null },
    ]);
  });

  test("of queries for sqlc is refused", async () => {
    const folder = folderOf({ "authors.sql": "-- name: GetAuthor :one\nSELECT * FROM authors WHERE id = $1;" });
    await expect(readHistory(folder)).rejects.toMatchObject({
      message: "The files are queries for sqlc (`-- name: GetAuthor :one` in authors.sql:1), not migrations.",
      place: folder,
      hint: "sqlc.yaml names the folder that holds the schema or the migrations: give that.",
    });
  });

  test("compares numbers by value, whatever their length", () => {
    const names = [
      "b.sql",
      "10.sql",
      "9.sql",
      "009a.sql",
      "20240101000000000001.sql",
      "20240101000000000000.sql",
      "a.sql",
    ];
    expect(names.sort(compareNaturally)).toEqual([
      "9.sql",
      "009a.sql",
      "10.sql",
      "20240101000000000000.sql",
      "20240101000000000001.sql",
      "a.sql",
      "b.sql",
    ]);
  });

  test("puts a date without a time where it belongs among those with one", () => {
    const names = ["20250625_b.sql", "20250701101500_c.sql", "20250519144322_a.sql"];
    expect(names.sort(compareNaturally)).toEqual(["20250519144322_a.sql", "20250625_b.sql", "20250701101500_c.sql"]);
  });

  test("names steps by their numbers, or by the whole name where those are not unique", () => {
    expect(
      buildStepNames(["0001_a_b.sql", "0002_c.sql", "0002_d.sql", "2024-01-02-x.sql", "seed.sql", "7.sql"]),
    ).toEqual([
      { version: "0001", name: "a b" },
      { version: "0002_c", name: "c" },
      { version: "0002_d", name: "d" },
      { version: "2024-01-02", name: "x" },
      { version: "seed", name: "seed" },
      { version: "7", name: "7" },
    ]);
  });
});

describe("the folder of a tool whose history cannot be replayed", () => {
  const cases: [tool: string, evidence: string, files: Record<string, string>, ...parents: string[]][] = [
    [
      "Liquibase",
      "`--liquibase formatted sql` in a.sql:1",
      { "a.sql": "--liquibase formatted sql\n--changeset a:1\n" },
    ],
    ["Liquibase", "`databaseChangeLog` in changelog.xml:1", { "changelog.xml": "<databaseChangeLog/>" }],
    [
      "node-pg-migrate",
      "`pgm` in 1700000000000_a.js:1",
      { "1700000000000_a.js": "exports.up = (pgm) => pgm.sql('SELECT 1')" },
    ],
    ["Play", "`# --- !Ups` in 1.sql:1", { "1.sql": "# --- !Ups\n" }],
    ["graphile-migrate", "`--! Previous:` in 000001.sql:1", { "000001.sql": "--! Previous: -\n" }],
    ["refinery", "V1__a.rs", { "V1__a.rs": "" }],
    ["Rails", "20240101000000_create_orders.rb", { "20240101000000_create_orders.rb": "" }],
    ["Supabase", "supabase/migrations", { "20240101000000_a.sql": "" }, "supabase", "migrations"],
  ];

  test.each(cases)("of %s is recognised by %s and refused", async (tool, evidence, files, ...parents) => {
    const folder = folderOf(files, ...(parents as string[]));
    await expect(readHistory(folder)).rejects.toMatchObject({
      name: "UserError",
      message: `This looks like ${tool}'s layout (${evidence}), whose history cannot be replayed yet.`,
      place: folder,
      hint: expect.stringContaining("pg_dump --schema-only -f schema.sql"),
    });
  });

  test("has a case here for each layout", () => {
    const unsupported = layouts.filter(({ read }) => read === undefined).map(({ tool }) => tool);
    // Their steps may be SQL too, and then are replayed.
    const partly = ["node-pg-migrate", "refinery"];
    expect([...new Set(cases.map(([tool]) => tool))].sort()).toEqual([...unsupported, ...partly].sort());
  });
});

describe("a path that holds no history", () => {
  const cases: [what: string, path: () => string, message: string][] = [
    ["nothing", () => join(scratch, "none"), "There is no such file or folder."],
    ["an empty folder", () => folderOf({}), "The folder is empty."],
    [
      "a folder without SQL",
      () => folderOf({ "a.txt": "x", "b.csv": "" }),
      "The folder holds no .sql file, but .csv, .txt.",
    ],
    [
      "a picture",
      () => join(folderOf({ "a.sql": Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0) }), "a.sql"),
      "The file is binary, not SQL text.",
    ],
    ["JSON", () => join(folderOf({ "a.json": '{"a": [1]}' }), "a.json"), "The file is JSON, not SQL text."],
    [
      "an archive of pg_dump",
      () => join(folderOf({ "a.dump": "PGDMP\u0001\u000e" }), "a.dump"),
      "This is an archive in pg_dump's custom format, not a script.",
    ],
    [
      "UTF-16",
      () => join(folderOf({ "a.sql": Uint8Array.of(0xff, 0xfe, 0x53, 0) }), "a.sql"),
      "The file is in UTF-16.",
    ],
    [
      "a folder with a binary file",
      () => folderOf({ "1.sql": "SELECT 1;", "2.sql": Uint8Array.of(1, 0, 2) }),
      "The file is binary, not SQL text.",
    ],
  ];
  test.each(cases)("%s is refused with a reason", async (_what, path, message) => {
    await expect(readHistory(path())).rejects.toMatchObject({ name: "UserError", message });
  });

  test("a file from before UTF-8 is read as Latin-1", async () => {
    const folder = folderOf({ "1.sql": Uint8Array.of(0x2d, 0x2d, 0xf6) });
    expect((await readHistory(folder)).files[0]?.text).toBe("--ö");
  });
});
