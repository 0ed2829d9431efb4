/** Files that come with a history: found in its folder, or included by its scripts. */
import { symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import { buildReadInclude } from "../../introspect/replay/script/includes.ts";
import { readScript } from "../../introspect/replay/script/script.ts";
import { boundsOf } from "../../src/files/bounds.ts";
import { makeFolders } from "../support/folders.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

const elsewhere = folderOf({ "secret.sql": "SELECT 'a word that nobody may see';" });

function statementsOf(folder: string, text: string): [file: string, line: number, text: string][] {
  const script = readScript("a.sql", text, buildReadInclude(folder, boundsOf(folder)));
  return script.statements.map((statement) => [statement.file, statement.line, statement.text]);
}

describe("an included file", () => {
  test("is read beside the script, in the history's folder, and elsewhere in the repository", () => {
    const root = folderOf({
      ".git/HEAD": "",
      "db/b.sql": "SELECT 'b';\n\\i sub/c.sql\n\\ir ../shared.sql",
      "db/sub/c.sql": "SELECT 'c';",
      "shared.sql": "SELECT 's';",
    });
    expect(statementsOf(join(root, "db"), `\\i b.sql\n\\i ${join(root, "shared.sql")}\n`)).toEqual([
      ["b.sql", 1, "SELECT 'b'"],
      ["sub/c.sql", 1, "SELECT 'c'"],
      ["../shared.sql", 1, "SELECT 's'"],
      ["../shared.sql", 1, "SELECT 's'"],
    ]);
  });

  test.each([
    ["a path that leads out", () => `../${basename(elsewhere)}/secret.sql`],
    ["an absolute path", () => join(elsewhere, "secret.sql")],
    ["a path to nothing outside", () => "../../nothing.sql"],
    ["a path of this machine", () => "../../../../../../../../etc/passwd"],
    ["a link that leads out", () => "link.sql"],
  ])("is refused by name: %s", (_what, path) => {
    const folder = folderOf({});
    symlinkSync(join(elsewhere, "secret.sql"), join(folder, "link.sql"));
    for (const command of ["i", "ir", "include", "include_relative"]) {
      let refused: unknown;
      try {
        statementsOf(folder, `SELECT 1;\n\\${command} ${path()}\n`);
      } catch (error) {
        refused = error;
      }
      expect(refused).toMatchObject({
        name: "UserError",
        message: `The included file ${path()} leads out of the repository.`,
        place: "a.sql:2",
      });
    }
  });

  test("that is not there is told with the line that names it", () => {
    expect(() => statementsOf(folderOf({}), "\n\\i b.sql\n")).toThrow(
      expect.objectContaining({ message: "The included file b.sql is not there.", place: "a.sql:2" }),
    );
  });
});

test("a step that is a link out of the repository is refused by name", async () => {
  const folder = folderOf({ "0001.sql": "SELECT 1;" });
  symlinkSync(join(elsewhere, "secret.sql"), join(folder, "0002.sql"));
  await expect(readHistory(folder)).rejects.toMatchObject({
    name: "UserError",
    message: "The file leads out of the repository.",
    place: join(folder, "0002.sql"),
  });
  // Beside a configuration, its repository counts too.
  const { files } = await readHistory(folder, { bounds: boundsOf(folder, elsewhere) });
  expect(files.map(({ file }) => file)).toEqual(["0001.sql", "0002.sql"]);
});

test("a source that is a link itself is read: the user named it", async () => {
  const folder = folderOf({});
  symlinkSync(elsewhere, join(folder, "migrations"));
  symlinkSync(join(elsewhere, "secret.sql"), join(folder, "schema.sql"));
  expect((await readHistory(join(folder, "migrations"))).files.map(({ file }) => file)).toEqual(["secret.sql"]);
  expect((await readHistory(join(folder, "schema.sql"))).files.map(({ file }) => file)).toEqual(["schema.sql"]);
});
