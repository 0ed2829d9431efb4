import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHistory } from "../../../introspect/replay/layouts/index.ts";
import { makeFolders } from "../../support/folders.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

const FIRST = 'from alembic import op\nrevision = "a1"\ndown_revision = None\n';
const SECOND = 'from alembic import op\nrevision = "b2"\ndown_revision = "a1"\n';
const HINT =
  'Let Alembic run, by one line of the configuration where alembic.ini is: migrate: "alembic upgrade head".\n' +
  'Or let it write the SQL, `alembic upgrade head --sql > upgrade.sql`, and name that: source: "upgrade.sql".';

const saying = (evidence: string, held = "2 revisions, up to b2") =>
  `This is an Alembic history (${evidence}: ${held}), which is Python; a replay runs the SQL that Alembic makes of it.`;

describe("a history of Alembic's is known, and how to go on is said", () => {
  const cases: [what: string, evidence: string, files: Record<string, string>, given?: string][] = [
    ["by its revisions alone", "a.py", { "a.py": FIRST, "b.py": SECOND }],
    ["by env.py", "env.py", { "env.py": "", "versions/a.py": FIRST, "versions/b.py": SECOND }],
    ["by versions", "versions", { "versions/a.py": FIRST, "versions/b.py": SECOND }],
    [
      "by alembic.ini",
      "alembic.ini",
      {
        "alembic.ini": "[alembic]\nscript_location = %(here)s/db\n",
        "db/versions/a.py": FIRST,
        "db/versions/b.py": SECOND,
      },
    ],
    [
      "by another .ini, which names a folder in a package",
      "service.ini",
      {
        "service.ini": "[alembic]\nscript_location: app.db:steps\n",
        "app/db/steps/versions/a.py": FIRST,
        "app/db/steps/versions/b.py": SECOND,
      },
    ],
    [
      "by pyproject.toml",
      "[tool.alembic] in pyproject.toml",
      {
        "pyproject.toml":
          '[project]\nname = "x"\n\n[tool.alembic]\nscript_location = "%(here)s/db"\nversion_locations = [\n  "%(here)s/one",\n  "%(here)s/two",\n]\n',
        "one/a.py": FIRST,
        "two/b.py": SECOND,
      },
    ],
    [
      "below",
      "src/app/db/env.py",
      { "src/app/db/env.py": "", "src/app/db/versions/a.py": FIRST, "src/app/db/versions/b.py": SECOND },
    ],
    [
      "above",
      "../env.py",
      { ".git/HEAD": "", "env.py": "", "versions/a.py": FIRST, "versions/b.py": SECOND, "docs/x.txt": "" },
      "docs",
    ],
  ];
  test.each(cases)("%s", async (_what, evidence, files, given = "") => {
    const folder = join(folderOf(files), given);
    await expect(readHistory(folder)).rejects.toMatchObject({
      name: "UserError",
      message: saying(evidence),
      place: folder,
      hint: HINT,
    });
  });

  test("also before its first revision", async () => {
    await expect(readHistory(folderOf({ "env.py": "", "versions/__init__.py": "" }))).rejects.toMatchObject({
      message: saying("env.py", "without a revision yet"),
    });
  });

  test("with branches that are meant all of them are written", async () => {
    const named = `${SECOND.replace("a1", "").replace('""', "None")}branch_labels = ("billing",)\n`;
    await expect(readHistory(folderOf({ "a.py": FIRST, "b.py": named }))).rejects.toMatchObject({
      message: saying("a.py", "2 revisions, up to a1, b2"),
      hint: HINT.replaceAll("upgrade head", "upgrade heads"),
    });
  });

  test("with the script that Alembic wrote beside it", async () => {
    const folder = folderOf({
      "env.py": "",
      "versions/a.py": FIRST,
      "up.sql": "BEGIN;\n\n-- Running upgrade  -> a1\n",
    });
    await expect(readHistory(folder)).rejects.toMatchObject({
      hint: `Give ${join(folder, "up.sql")}, which Alembic wrote.`,
    });
  });
});

describe("what would keep Alembic from running is said first", () => {
  test.each([
    [
      "a second head",
      { "a.py": FIRST, "b.py": SECOND, "c.py": SECOND.replace("b2", "c3") },
      /^The history has 2 heads/,
      "c.py",
    ],
    ["a gap", { "b.py": SECOND }, /^Revision b2 follows a1, which no file is\.$/, "b.py"],
    ["a conflict", { "a.py": FIRST, "b.py": `${SECOND}<<<<<<< ours\n` }, /^The file holds a merge conflict/, "b.py:4"],
  ])("%s", async (_what, files, message, place) => {
    const folder = folderOf(files);
    await expect(readHistory(folder)).rejects.toMatchObject({
      message: expect.stringMatching(message),
      place: join(folder, place),
    });
  });

  test("a file that is not in UTF-8, unless it says so", async () => {
    const latin = (text: string) => Uint8Array.from(Buffer.from(text, "latin1"));
    const folder = folderOf({ "a.py": FIRST, "b.py": latin(`${SECOND}# für\n`) });
    await expect(readHistory(folder)).rejects.toMatchObject({
      message: "The file is not in UTF-8 and does not say what it is in, so Python refuses it.",
      place: join(folder, "b.py"),
    });
    const said = folderOf({ "a.py": FIRST, "b.py": latin(`# -*- coding: latin-1 -*-\n${SECOND}# für\n`) });
    await expect(readHistory(said)).rejects.toMatchObject({ message: saying("a.py") });
    const wrong = folderOf({ "a.py": FIRST, "b.py": latin(`# coding: ascii8\n${SECOND}`) });
    await expect(readHistory(wrong)).rejects.toMatchObject({
      message: "The file says that it is in ascii8, and it is not.",
    });
  });
});
