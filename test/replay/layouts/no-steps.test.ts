import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHistory } from "../../../introspect/replay/layouts/index.ts";
import { RUN_THE_TOOL } from "../../../introspect/replay/layouts/unsupported.ts";
import { makeFolders } from "../../support/folders.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

describe("a folder without steps in SQL says what it holds", () => {
  const cases: [what: string, files: Record<string, string>, message: string][] = [
    [
      "Entity Framework's classes",
      { "20240101_A.cs": "using Microsoft.EntityFrameworkCore.Migrations;", "20240101_A.Designer.cs": "" },
      ", but 2 files in C#, written for Entity Framework Core",
    ],
    ["Ecto's", { "20240101_a.exs": "  use Ecto.Migration" }, ", but 1 file in Elixir, written for Ecto"],
    [
      "Knex's",
      { "20240101_a.js": "exports.up = (knex) => 1", "b.ts": "" },
      ", but 1 file in JavaScript, written for Knex",
    ],
    [
      "a project's whose tool only a file around them names",
      { "1_a.py": "", "manage.py": "", "package.json": '{ "dependencies": { "typeorm": "^0.3" } }' },
      ", but 1 file in Python, written for Django",
    ],
    ["nobody's", { "1_a.ts": "", "2_b.py": "", "2_b_test.py": "" }, ", but 2 files in Python and TypeScript"],
    ["pgroll's", { "01_a.yaml": "operations:\n  - create_table:\n" }, ", but files written for pgroll (.yaml)"],
    ["anything else", { "README.md": "", LICENSE: "" }, ", but .md"],
    ["files without an ending", { LICENSE: "" }, ""],
  ];
  test("packed files, or files with another ending, with what to do with them", async () => {
    await expect(readHistory(folderOf({ "1_a.sql.gz": "", "2_b.ddl": "" }))).rejects.toMatchObject({
      message: "The folder holds no .sql file, but .ddl, .gz.",
      hint: "Only files whose names end in .sql are read: unpack them, or call them so.",
    });
  });

  test.each(cases)("%s", async (_what, files, what) => {
    const folder = folderOf(files);
    await expect(readHistory(folder)).rejects.toMatchObject({
      name: "UserError",
      message: `The folder holds no .sql file${what}.`,
      place: folder,
      hint: RUN_THE_TOOL,
    });
  });
});

describe("a folder above the steps names those that hold them", () => {
  const script =
    "Folders inside are not read. Write a script that includes the files in their order, each by a line such as " +
    "\\ir 1/create_orders.sql, and give that.";
  const cases: [what: string, files: string[], message: string, hint: string][] = [
    ["one folder", ["sql/a.sql", "README.md"], "sql/ does", "sql"],
    [
      "migrations, a folder a step",
      ["migrations/1_a/migration.sql", "migrations/2_b/migration.sql", "seed/x.txt"],
      "2 folders below it do: migrations/1_a/, migrations/2_b/",
      "migrations",
    ],
    [
      "one for each database",
      ["mysql/1_a.sql", "postgres/1_a.sql", "sqlite/1_a.sql", "tidb/1_a.sql"],
      "4 folders below it do: mysql/, postgres/, sqlite/ and 1 more",
      "postgres",
    ],
    [
      "a folder of Java's",
      [
        "src/main/resources/db/migration_mysql/1_a.sql",
        "src/main/resources/db/migration_postgres/1_a.sql",
        "build.gradle",
      ],
      "2 folders below it do: src/main/resources/db/migration_mysql/, src/main/resources/db/migration_postgres/",
      "src/main/resources/db/migration_postgres",
    ],
    ["generated code beside it", ["a.sql.go", "migrations/1_a.sql"], "migrations/ does", "migrations"],
    [
      "a folder a step",
      ["default/1_a/up.sql", "default/2_b/up.sql"],
      "2 folders below it do: default/1_a/, default/2_b/",
      "default",
    ],
    ["a folder with the first step", ["default/1_a/up.sql"], "default/1_a/ does", "default"],
    ["a folder a version", ["2/a.sql", "10/b.sql"], "2 folders below it do: 2/, 10/", script],
    ["foreign folders beside", ["node_modules/x/a.sql", ".cache/b.sql", "own/c.sql"], "own/ does", "own"],
  ];
  test.each(cases)("%s", async (_what, files, message, hint) => {
    const folder = folderOf(Object.fromEntries(files.map((file) => [file, ""])));
    await expect(readHistory(folder)).rejects.toMatchObject({
      name: "UserError",
      message: `The folder itself holds no .sql file; ${message}.`,
      place: folder,
      hint: hint === script ? script : `Give ${join(folder, hint)}.`,
    });
  });
});

test("a query file called migration.sql does not make a folder Prisma's", async () => {
  const folder = folderOf({ "queries/migration.sql": "SELECT 1;", "migrations/1_a.up.sql": "SELECT 1;" });
  await expect(readHistory(folder)).rejects.toMatchObject({ hint: `Give ${join(folder, "migrations")}.` });
  const prisma = folderOf({ "init/migration.sql": "SELECT 1;", "schema.prisma": "" });
  expect((await readHistory(prisma)).tool).toBe("Prisma");
});

test("what stands above a folder tells whose it is", async () => {
  const sqitch = folderOf({ "sqitch.plan": "", "deploy/users.sql": "SELECT 1;" });
  await expect(readHistory(join(sqitch, "deploy"))).rejects.toMatchObject({
    message: "The folder holds no sqitch.plan, which alone tells the order of Sqitch's changes.",
    hint: `Give the folder that holds it: ${sqitch}.`,
  });
  const graphile = folderOf({ ".gmrc": "{}", "m/current.sql": "SELECT 1;", "m/afterReset.sql": "" });
  await expect(readHistory(join(graphile, "m"))).rejects.toThrow(
    "This looks like graphile-migrate's layout (../.gmrc)",
  );
  const supabase = folderOf({ "config.toml": 'project_id = "x"\n', "seed.sql": "", "migrations/1_a.sql": "" });
  await expect(readHistory(supabase)).rejects.toThrow("This looks like Supabase's layout (config.toml)");
});
