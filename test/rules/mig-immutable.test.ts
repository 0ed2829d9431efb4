import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import { buildGitFacts, readEdits } from "../../introspect/replay/repository/git-edits.ts";
import { aCatalog } from "../support/catalog.ts";
import { aRepository, type GitRepository } from "../support/git-repository.ts";
import { aStep } from "./migrations.ts";
import { ofProject } from "./project-rules.ts";

const repositories: GitRepository[] = [];
afterAll(() => {
  for (const each of repositories) each.remove();
});

function newRepository(): GitRepository {
  const made = aRepository();
  repositories.push(made);
  return made;
}

/** What git says, without a replay. */
async function judged(folder: string): Promise<string[]> {
  const { files, toUp } = await readHistory(folder);
  const edits = await readEdits(folder, new Map(files.map(({ file, text }) => [file, text])), toUp);
  const history = files.map(({ version, file }) => aStep(version, { file }, buildGitFacts(file, edits)));
  const repository = { owners: null, credentials: [], filesRead: 0, pipelines: [], removed: edits.removed };
  return ofProject(aCatalog({ history, repository }), "mig-immutable");
}

describe("a migration that has come in", () => {
  test("may change its comments, its layout and its name, and nothing that it does", async () => {
    const { folder, commit, write } = newRepository();
    commit("2026-01-01T10:00:00Z", {
      "db/m/1_create_a.sql": "CREATE TABLE a (id int);",
      "db/m/2_add_b.sql": "ALTER TABLE a ADD b text DEFAULT 'x';",
      "db/m/3_add_c.sql": "ALTER TABLE a ADD c int;",
      "db/m/4_add_d.sql": "ALTER TABLE a ADD d int;",
      "db/m/5_add_e.sql": "ALTER TABLE a ADD e int;",
      "db/m/6_add_f.sql": "ALTER TABLE a ADD f int;",
      "db/m/7_add_g.sql": "ALTER TABLE a ADD g int;",
    });
    // Within the hour: one piece of work.
    commit("2026-01-01T10:30:00Z", { "db/m/4_add_d.sql": "ALTER TABLE a ADD d bigint;" });
    commit("2026-02-01T10:00:00Z", {
      "db/m/1_create_a.sql": "-- the first\r\ncreate table a (\r\n  id int\r\n);\r\n",
      "db/m/2_add_b.sql": "ALTER TABLE a ADD b text DEFAULT 'X';",
      "db/m/3_add_c.sql": null,
      "db/m/03_add_c.sql": "ALTER TABLE a ADD c int;",
    });
    const last = commit("2026-03-01T10:00:00Z", { "db/m/5_add_e.sql": "ALTER TABLE a ADD e bigint;" });
    write({
      "db/m/6_add_f.sql": "ALTER TABLE a ADD f bigint;",
      "db/m/7_add_g.sql": "ALTER TABLE a ADD g int; -- fine",
    });
    const second = execFileSync("git", ["-C", folder, "rev-parse", "HEAD~1"], { encoding: "utf8" }).trim();
    expect(await judged(join(folder, "db/m"))).toEqual([
      `fail migration 2: Migration 2 does something else since 2_add_b.sql was changed on 2026-02-01 by ${second.slice(0, 10)}.`,
      `fail migration 5: Migration 5 does something else since 5_add_e.sql was changed on 2026-03-01 by ${last.slice(0, 10)}.`,
      "fail migration 6: Migration 6 does something else since 6_add_f.sql was changed in the work tree.",
      "pass migration 03",
      "pass migration 1",
      "pass migration 4",
      "pass migration 7",
    ]);
  });

  test("may change in its branch before the main one has it", async () => {
    const { folder, commit, git } = newRepository();
    commit("2026-01-01T10:00:00Z", { "m/1_create_a.sql": "CREATE TABLE a (id int);" });
    git("checkout", "-q", "-b", "topic");
    commit("2026-01-02T10:00:00Z", { "m/2_add_b.sql": "ALTER TABLE a ADD b int;" });
    commit("2026-01-05T10:00:00Z", { "m/2_add_b.sql": "ALTER TABLE a ADD b bigint;" });
    expect(await judged(join(folder, "m"))).toEqual(["pass migration 1", "pass migration 2"]);
    git("checkout", "-q", "main");
    git("merge", "-q", "--no-ff", "-m", "merge", "topic");
    expect(await judged(join(folder, "m"))).toEqual(["pass migration 1", "pass migration 2"]);
    git("checkout", "-q", "-b", "next");
    commit("2026-02-05T10:00:00Z", { "m/1_create_a.sql": "CREATE TABLE a (id bigint);" });
    expect((await judged(join(folder, "m")))[0]).toMatch(
      /^fail migration 1: Migration 1 does something else since 1_create_a\.sql was changed on 2026-02-05 by [0-9a-f]{10}\.$/,
    );
  });

  test("may not change in a branch that has taken it in from the main one", async () => {
    const { folder, commit, git } = newRepository();
    commit("2026-01-01T10:00:00Z", { "m/1_create_a.sql": "CREATE TABLE a (id int);" });
    git("checkout", "-q", "-b", "topic");
    commit("2026-01-02T10:00:00Z", { "m/3_add_c.sql": "ALTER TABLE a ADD c int;" });
    git("checkout", "-q", "main");
    commit("2026-01-03T10:00:00Z", { "m/2_add_b.sql": "ALTER TABLE a ADD b int;" });
    git("checkout", "-q", "topic");
    git("merge", "-q", "--no-ff", "-m", "merge", "main");
    const edit = commit("2026-02-01T10:00:00Z", {
      "m/2_add_b.sql": "ALTER TABLE a ADD b bigint;",
      "m/3_add_c.sql": "ALTER TABLE a ADD c bigint;",
    });
    expect(await judged(join(folder, "m"))).toEqual([
      `fail migration 2: Migration 2 does something else since 2_add_b.sql was changed on 2026-02-01 by ${edit.slice(0, 10)}.`,
      "pass migration 1",
      "pass migration 3",
    ]);
  });

  test("may change the form of its line breaks, in bodies too, and end in a semicolon or not", async () => {
    const { folder, commit, write } = newRepository();
    const body = "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN 1;\nEND $$;\n";
    commit("2026-01-01T10:00:00Z", { "m/1_add_f.sql": body, "m/2_add_g.sql": body, "m/3_add_a.sql": "SELECT 1" });
    commit("2026-02-01T10:00:00Z", { "m/1_add_f.sql": body.replaceAll("\n", "\r\n"), "m/3_add_a.sql": "SELECT 1;\n" });
    write({ "m/2_add_g.sql": body.replaceAll("\n", "\r\n") });
    expect(await judged(join(folder, "m"))).toEqual(["pass migration 1", "pass migration 2", "pass migration 3"]);
  });

  test("may not change unseen by how somebody has git print its log", async () => {
    const { folder, commit, git } = newRepository();
    commit("2026-01-01T10:00:00Z", { "m/1_create_a.sql": "CREATE TABLE a (id int);", "m/2_add_b.sql": "SELECT 1;" });
    git("checkout", "-q", "-b", "topic");
    commit("2026-02-01T10:00:00Z", { "m/1_create_a.sql": "CREATE TABLE a (id bigint);" });
    git("checkout", "-q", "main");
    git("merge", "-q", "--no-ff", "--no-commit", "topic");
    const merge = commit("2026-02-02T10:00:00Z", {}).slice(0, 10);
    for (const [name, value] of [
      ["log.diffMerges", "combined"],
      ["log.follow", "true"],
      ["log.showSignature", "true"],
      ["color.ui", "always"],
      ["diff.renames", "false"],
    ] as const) {
      git("config", name, value);
    }
    expect(await judged(join(folder, "m"))).toEqual([
      `fail migration 1: Migration 1 does something else since 1_create_a.sql was changed on 2026-02-02 by ${merge}.`,
      "pass migration 2",
    ]);
  });

  test("may go only where another one comes in its place", async () => {
    const { folder, commit } = newRepository();
    const add = "ALTER TABLE a ADD";
    commit("2026-01-01T10:00:00Z", {
      "m/1_create_a.sql": "CREATE TABLE a (id int);",
      "m/2_add_b.sql": `${add} b int;`,
      "m/3_add_c.sql": `${add} c int;`,
      "m/4_add_d.sql": `${add} d int;`,
      "m/notes.txt": "x",
    });
    const gone = commit("2026-02-01T10:00:00Z", { "m/4_add_d.sql": null, "m/notes.txt": null });
    commit("2026-03-01T10:00:00Z", {
      "m/2_add_b.sql": null,
      "m/3_add_c.sql": null,
      "m/5_baseline.sql": `${add} b int;\n${add} c int;\nCREATE TABLE z (id int);\nCREATE TABLE y (id int);`,
    });
    expect(await judged(join(folder, "m"))).toEqual([
      `fail migration 4_add_d.sql: Migration 4_add_d.sql was taken away by ${gone.slice(0, 10)}.`,
      "pass migration 1",
      "pass migration 5",
    ]);
  });
});

describe("what takes a migration back", () => {
  test("may change in the file of its own that it has beside the way up", async () => {
    const { folder, commit, git } = newRepository();
    const step = (name: string, up: string, down: string) => ({
      [`db/m/${name}/up.sql`]: `ALTER TABLE a ADD ${up};`,
      [`db/m/${name}/down.sql`]: `ALTER TABLE a DROP ${down};`,
    });
    commit("2026-01-01T10:00:00Z", {
      ...step("2026-01-01_add … b copy", "b int", "c"),
      ...step("2026-01-02_add_c", "c int", "c"),
      ...step("2026-01-03_add_d", "d int", "d"),
    });
    git("rm", "-rq", "db/m/2026-01-03_add_d");
    const gone = commit("2026-02-01T10:00:00Z", {
      "db/m/2026-01-01_add … b copy/down.sql": "ALTER TABLE a DROP b;",
      "db/m/2026-01-02_add_c/up.sql": "ALTER TABLE a ADD c bigint;",
    }).slice(0, 10);
    expect(await judged(join(folder, "db/m"))).toEqual([
      `fail migration 2026-01-03_add_d/up.sql: Migration 2026-01-03_add_d/up.sql was taken away by ${gone}.`,
      `fail migration 20260102: Migration 20260102 does something else since 2026-01-02_add_c/up.sql was changed on 2026-02-01 by ${gone}.`,
      "pass migration 20260101",
    ]);
  });

  test("may go where the way up stays", async () => {
    const { folder, commit } = newRepository();
    commit("2026-01-01T10:00:00Z", { "m/1_create_a.up.sql": "SELECT 1;", "m/1_create_a.down.sql": "SELECT 2;" });
    commit("2026-02-01T10:00:00Z", { "m/1_create_a.down.sql": null });
    expect(await judged(join(folder, "m"))).toEqual(["pass migration 1"]);
  });

  test("may change in the file that holds both", async () => {
    const { folder, commit, write } = newRepository();
    const both = (up: string, down: string) => `-- migrate:up\nALTER TABLE a ADD ${up};\n-- migrate:down\n${down}\n`;
    commit("2026-01-01T10:00:00Z", {
      "m/1_add_b.sql": both("b int", ""),
      "m/2_add_c.sql": both("c int", "ALTER TABLE a DROP c;"),
      "m/3_add_d.sql": both("d int", "ALTER TABLE a DROP d;"),
      "m/4_add_e.sql": both("e int", "ALTER TABLE a DROP e;"),
    });
    const last = commit("2026-02-01T10:00:00Z", {
      "m/1_add_b.sql": both("b int", "ALTER TABLE a DROP b;"),
      "m/2_add_c.sql": both("c bigint", "ALTER TABLE a DROP c;"),
    });
    write({ "m/3_add_d.sql": both("d int", "SELECT 1;"), "m/4_add_e.sql": both("e bigint", "") });
    expect(await judged(join(folder, "m"))).toEqual([
      `fail migration 2: Migration 2 does something else since 2_add_c.sql was changed on 2026-02-01 by ${last.slice(0, 10)}.`,
      "fail migration 4: Migration 4 does something else since 4_add_e.sql was changed in the work tree.",
      "pass migration 1",
      "pass migration 3",
    ]);
  });
});

describe("what is not known is not assessed", () => {
  test("in a shallow clone, outside git, and of a file that git does not keep", async () => {
    const { folder, commit, write } = newRepository();
    commit("2026-01-01T10:00:00Z", { "m/1_create_a.sql": "CREATE TABLE a (id int);" });
    commit("2026-02-01T10:00:00Z", { "m/1_create_a.sql": "CREATE TABLE a (id bigint);" });
    const clone = mkdtempSync(join(tmpdir(), "cartulary-clone-"));
    execFileSync("git", ["clone", "-q", "--depth", "1", `file://${folder}`, join(clone, "c")]);
    expect(await judged(join(clone, "c", "m"))).toEqual([
      "not assessed migration 1: its past is not known, as in a shallow clone",
    ]);
    rmSync(join(clone, "c", ".git"), { recursive: true });
    expect(await judged(join(clone, "c", "m"))).toEqual([
      "not assessed migration 1: the folder is in no git work tree",
    ]);
    rmSync(clone, { recursive: true });
    write({ ".gitignore": "vendor\n", "vendor/m/1_create_a.sql": "CREATE TABLE a (id int);" });
    expect(await judged(join(folder, "vendor/m"))).toEqual([
      "not assessed migration 1: the folder is in no git work tree",
    ]);
    write({ "m/2_add_b.sql": "ALTER TABLE a ADD b int;" });
    expect((await judged(join(folder, "m")))[1]).toBe("not assessed migration 2: git does not keep the migration");
  });
});
