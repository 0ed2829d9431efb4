import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { replay } from "../../../introspect/replay/index.ts";
import { readHistory } from "../../../introspect/replay/layouts/index.ts";
import { makeFolders } from "../../support/folders.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

/** As Alembic 1.20 writes it: an autocommit block in b2, branches c3 and c4, a merge. */
const SCRIPT = `BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> a1

CREATE TABLE users (
    id UUID NOT NULL, 
    name TEXT NOT NULL, 
    PRIMARY KEY (id)
);

INSERT INTO alembic_version (version_num) VALUES ('a1') RETURNING alembic_version.version_num;

-- Running upgrade a1 -> b2

COMMIT;

CREATE INDEX CONCURRENTLY idx_users_name ON users (name);

BEGIN;

UPDATE alembic_version SET version_num='b2' WHERE alembic_version.version_num = 'a1';

-- Running upgrade b2 -> c3

-- cartulary-ignore mig-lock: nobody is there yet
CREATE TABLE orders (
    id UUID NOT NULL, 
    PRIMARY KEY (id)
);

UPDATE alembic_version SET version_num='c3' WHERE alembic_version.version_num = 'b2';

-- Running upgrade b2 -> c4

CREATE TYPE mood AS ENUM ('sad; -- Running upgrade c4 -> no');

COMMIT;

ALTER TYPE mood ADD VALUE 'ok';

BEGIN;

ALTER TABLE users ADD COLUMN mood mood;

INSERT INTO alembic_version (version_num) VALUES ('c4') RETURNING alembic_version.version_num;

-- Running upgrade c3, c4 -> d5

DELETE FROM alembic_version WHERE alembic_version.version_num = 'c3';

UPDATE alembic_version SET version_num='d5' WHERE alembic_version.version_num = 'c4';

COMMIT;

`;

const revision = (name: string, follows: string, body: string, message: string) => `"""${message}

Revision ID: ${name}
Revises: ${follows}
Create Date: 2025-01-27 09:30:00

"""
from alembic import op
revision = ${JSON.stringify(name)}
down_revision = ${follows}

${body}
`;

const VERSIONS = {
  "db/versions/a1.py": revision(
    "a1",
    "None",
    "def upgrade():\n    op.create_table()\ndef downgrade():\n    op.drop_table()",
    "create users",
  ),
  "db/versions/b2.py": revision(
    "b2",
    '"a1"',
    "def upgrade():\n    op.create_index()\ndef downgrade():\n    raise ValueError",
    "index users",
  ),
  "db/versions/c3.py": revision(
    "c3",
    '"b2"',
    "def upgrade():\n    op.create_table()\ndef downgrade():\n    op.drop_table()",
    "add orders",
  ),
  "db/versions/c4.py": revision("c4", '"b2"', "def upgrade():\n    op.execute()", "add mood"),
  "db/versions/d5.py": revision("d5", '("c3", "c4")', "def upgrade():\n    pass", "merge both"),
};

describe("the SQL that Alembic writes", () => {
  test("is cut at its marks, without Alembic's transactions and its own table", async () => {
    const { tool, kind, files } = await readHistory(join(folderOf({ "upgrade.sql": SCRIPT }), "upgrade.sql"));
    expect({ tool, kind }).toEqual({ tool: "Alembic", kind: "migrations" });
    expect(files.map(({ version, name, text, inTransaction }) => [version, name, text.trim(), inTransaction])).toEqual([
      [
        "a1",
        "a1",
        "CREATE TABLE users (\n    id UUID NOT NULL, \n    name TEXT NOT NULL, \n    PRIMARY KEY (id)\n);",
        true,
      ],
      ["b2", "b2", "CREATE INDEX CONCURRENTLY idx_users_name ON users (name);", false],
      [
        "c3",
        "c3",
        "-- cartulary-ignore mig-lock: nobody is there yet\nCREATE TABLE orders (\n    id UUID NOT NULL, \n    PRIMARY KEY (id)\n);",
        true,
      ],
      [
        "c4",
        "c4",
        "BEGIN; \n\nCREATE TYPE mood AS ENUM ('sad; -- Running upgrade c4 -> no');\n\nCOMMIT; \n\nALTER TYPE mood ADD VALUE 'ok';\n\nBEGIN; \n\nALTER TABLE users ADD COLUMN mood mood; COMMIT;",
        false,
      ],
      ["d5", "d5", "", true],
    ]);
    expect(files[1]?.text.split("\n").findIndex((line) => line.startsWith("CREATE")) ?? -1).toBe(
      SCRIPT.split("\n").findIndex((line) => line.startsWith("CREATE INDEX")),
    );
  });

  test("with a transaction for each revision is cut in the same way", async () => {
    const script = `BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> a1

CREATE TABLE a (id int);

INSERT INTO alembic_version (version_num) VALUES ('a1');

COMMIT;

BEGIN;

-- Running upgrade a1 -> b2

ALTER TABLE a ADD b int;

UPDATE alembic_version SET version_num='b2' WHERE alembic_version.version_num = 'a1';

COMMIT;
`;
    const { files } = await readHistory(join(folderOf({ "up.sql": script }), "up.sql"));
    expect(files.map(({ version, text, inTransaction }) => [version, text.trim(), inTransaction])).toEqual([
      ["a1", "CREATE TABLE a (id int);", true],
      ["b2", "ALTER TABLE a ADD b int;", true],
    ]);
  });

  test("makes the catalog, and each step is told what its revision says", async () => {
    const folder = folderOf({
      ".git/HEAD": "",
      "out/upgrade.sql": SCRIPT,
      "alembic.ini": "[alembic]\nscript_location = db\n",
      ...VERSIONS,
    });
    const catalog = await replay(await readHistory(join(folder, "out", "upgrade.sql")), { asOf: null });
    expect(catalog.relations.map(({ name, origin }) => [name, origin])).toEqual([
      ["orders", { created: "c3", changed: [] }],
      ["users", { created: "a1", changed: ["b2", "c4"] }],
    ]);
    const of = (operations: string[], effect: string) => ({ operations, effect });
    expect(
      catalog.history.map(({ version, name, file, code, facts }) => ({
        step: `${version} ${name}, ${file}`,
        up: code?.upgrade,
        down: code?.downgrade,
        follows: code?.follows.join(" "),
        written: code?.written,
        back: facts?.down?.statements,
      })),
    ).toEqual([
      {
        step: "a1 create users, db/versions/a1.py",
        up: of(["create_table"], "changes"),
        down: of(["drop_table"], "changes"),
        follows: "",
        written: "2025-01-27",
        back: 1,
      },
      {
        step: "b2 index users, db/versions/b2.py",
        up: of(["create_index"], "changes"),
        down: of([], "refuses"),
        follows: "a1",
        written: "2025-01-27",
        back: 0,
      },
      {
        step: "c3 add orders, db/versions/c3.py",
        up: of(["create_table"], "changes"),
        down: of(["drop_table"], "changes"),
        follows: "b2",
        written: "2025-01-27",
        back: 1,
      },
      {
        step: "c4 add mood, db/versions/c4.py",
        up: of(["execute"], "changes"),
        down: null,
        follows: "b2",
        written: "2025-01-27",
        back: 0,
      },
      {
        step: "d5 merge both, db/versions/d5.py",
        up: of([], "nothing"),
        down: null,
        follows: "c3 c4",
        written: "2025-01-27",
        back: 0,
      },
    ]);
  });

  test("that is older than the revisions beside it names those that it lacks", async () => {
    const later = { "db/versions/e6.py": revision("e6", '"d5"', "def upgrade():\n    op.drop_table()", "drop orders") };
    const folder = folderOf({ "upgrade.sql": SCRIPT, "db/env.py": "", ...VERSIONS, ...later });
    expect((await readHistory(join(folder, "upgrade.sql"))).passedOver).toEqual([
      {
        file: "db/versions/e6.py",
        reason:
          "The script does not have this revision: what it makes is missing until Alembic writes the script anew.",
        stepsBefore: 5,
      },
    ]);
  });

  test("of another history than the one beside it is read without that", async () => {
    const other = { "db/env.py": "", "db/versions/z.py": revision("z9", "None", "", "other") };
    const { files, passedOver } = await readHistory(join(folderOf({ "up.sql": SCRIPT, ...other }), "up.sql"));
    expect([files.map(({ code }) => code), passedOver]).toEqual([[null, null, null, null, null], []]);
  });

  test("is refused where it takes revisions back, or does not begin at the first", async () => {
    const down = folderOf({ "d.sql": "BEGIN;\n\n-- Running downgrade b2 -> a1\n\nDROP TABLE a;\n" });
    await expect(readHistory(join(down, "d.sql"))).rejects.toMatchObject({
      message: "The script takes revisions back: it is what `alembic downgrade --sql` writes.",
      place: `${join(down, "d.sql")}:3`,
    });
    const late = folderOf({ "l.sql": "BEGIN;\n\n-- Running upgrade a1 -> b2\n\nDROP TABLE a;\n" });
    await expect(readHistory(join(late, "l.sql"))).rejects.toMatchObject({
      message: "The script begins behind revision a1, so what stands before it is missing.",
      place: `${join(late, "l.sql")}:3`,
      hint: "Write it from the first one on: alembic upgrade head --sql > upgrade.sql",
    });
  });
});

describe("in git, of a step that Alembic wrote", () => {
  const git = (folder: string, ...words: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main", ...words], {
      cwd: folder,
      env: { ...process.env, GIT_COMMITTER_DATE: words[0] === "commit" ? words.at(-1) : undefined },
    });
  const commit = (folder: string, date: string) => {
    git(folder, "add", ".");
    git(folder, "commit", "-q", "-m", "x", "--date", date);
  };
  const historyOf = async (folder: string) =>
    (await replay(await readHistory(join(folder, "upgrade.sql")), { asOf: null })).history.map(
      ({ version, facts }) => `${version} ${facts?.tracked} ${facts?.edits?.length ?? null}`,
    );

  test("the revision is what was or was not changed, not the script", async () => {
    const folder = folderOf({ "upgrade.sql": SCRIPT, "db/env.py": "", ...VERSIONS });
    git(folder, "init", "-q");
    commit(folder, "2025-01-01T00:00:00Z");
    const write = (file: keyof typeof VERSIONS, change: (text: string) => string) =>
      writeFileSync(join(folder, file), change(VERSIONS[file]));
    writeFileSync(join(folder, "upgrade.sql"), `${SCRIPT}\n-- written anew\nSELECT 1;`);
    // Words, comments and the way back are no change of what is run.
    write("db/versions/a1.py", (text) => text.replace("create users", "make users").replace("op.drop_table()", "pass"));
    write("db/versions/c3.py", (text) => `# c\n${text.replace("op.create_table()", "op.create_table( )")}`);
    write("db/versions/c4.py", (text) => text.replace("op.execute()", "op.execute('x')"));
    commit(folder, "2025-02-01T00:00:00Z");
    expect(await historyOf(folder)).toEqual(["a1 true 0", "b2 true 0", "c3 true 0", "c4 true 1", "d5 true 0"]);
  });

  test("nothing is known where the revisions are not there", async () => {
    const folder = folderOf({ "upgrade.sql": SCRIPT });
    git(folder, "init", "-q");
    commit(folder, "2025-01-01T00:00:00Z");
    expect(await historyOf(folder)).toEqual(["a1", "b2", "c3", "c4", "d5"].map((version) => `${version} null null`));
  });
});
