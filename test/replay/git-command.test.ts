/** A repository whose settings name programs: none of them is run by what we ask of git. */
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readGit } from "../../introspect/replay/repository/git.ts";
import { readEdits } from "../../introspect/replay/repository/git-edits.ts";
import { readRepository } from "../../introspect/replay/repository/repository.ts";
import { makeFolders } from "../support/folders.ts";
import { aRepository, type GitRepository } from "../support/git-repository.ts";

const { folderOf, remove } = makeFolders();
afterAll(remove);

/** Programs leave a file of their name here. */
const marks = folderOf({});

const HOOKS = ["post-index-change", "reference-transaction", "post-checkout"];

let hostile: GitRepository;
let folder: string;
/** The name of a blob that the repository lacks. */
let missing: string;

/** A program that leaves its mark. */
function program(name: string, path = join(marks, `${name}.sh`)): string {
  writeFileSync(path, `#!/bin/sh\ntouch '${join(marks, name)}'\n`, { mode: 0o755 });
  return path;
}

const marked = () => readdirSync(marks).filter((name) => !/\.sh$|^hooks$/.test(name));

beforeAll(() => {
  hostile = aRepository();
  hostile.commit("2026-01-01T10:00:00Z", { "db/0001.sql": "CREATE TABLE a (id int);", ".env": "A=1\n" });
  missing = hostile.git("rev-parse", "HEAD:db/0001.sql");
  hostile.commit("2026-02-01T10:00:00Z", { "db/0001.sql": "CREATE TABLE b (id int);" });
  const unsigned = hostile.git("cat-file", "commit", "HEAD");
  const signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n";
  writeFileSync(join(marks, "commit.sh"), `${unsigned.replace("\n\n", `\n${signature}`)}\n`);
  const signed = hostile.git("hash-object", "-t", "commit", "-w", join(marks, "commit.sh"));
  hostile.git("reset", "-q", "--soft", signed);
  folder = join(hostile.folder, "db");
  const git = join(hostile.folder, ".git");
  writeFileSync(join(hostile.folder, ".gitattributes"), "*.sql filter=evil diff=evil merge=evil\n");
  writeFileSync(join(git, "info", "attributes"), "* filter=evil diff=evil merge=evil\n");
  // As long as before, and newer: git must look into it to know whether it was changed.
  writeFileSync(join(folder, "0001.sql"), "CREATE TABLE c (id int);");
  rmSync(join(git, "objects", missing.slice(0, 2), missing.slice(2)));
  const hooks = join(marks, "hooks");
  for (const at of [hooks, join(git, "hooks")]) {
    mkdirSync(at, { recursive: true });
    for (const name of HOOKS) program(`hook-${name}`, join(at, name));
  }
  appendFileSync(
    join(git, "config"),
    `
[core]
  repositoryFormatVersion = 1
  fsmonitor = ${program("fsmonitor")}
  pager = ${program("pager")}
  sshCommand = ${program("ssh")}
  hooksPath = ${hooks}
  alternateRefsCommand = ${program("alternates")}
  askPass = ${program("askpass")}
[extensions]
  partialClone = origin
[credential]
  helper = ${program("credential")}
[diff]
  external = ${program("external")}
[diff "evil"]
  command = ${program("command")}
  textconv = ${program("textconv")}
[filter "evil"]
  clean = ${program("clean")}
  smudge = ${program("smudge")}
  required = true
[merge "evil"]
  driver = ${program("merge")}
[gpg]
  program = ${program("gpg")}
[log]
  showSignature = true
  diffMerges = remerge
[alias]
  log = !${program("alias")}
[pager]
  log = ${program("log-pager")}
[submodule]
  recurse = true
[protocol "ext"]
  allow = always
[remote "origin"]
  url = ext::${program("fetch")}
  promisor = true
[color]
  ui = always
[i18n]
  logOutputEncoding = UTF-16
`,
  );
});

afterAll(() => hostile.remove());

describe("git, asked about a hostile repository", () => {
  test("says what it says of any, and runs nothing that the settings name", async () => {
    const texts = new Map([["0001.sql", "CREATE TABLE c (id int);"]]);
    const facts = await readGit(folder);
    const edits = await readEdits(folder, texts);
    const repository = await readRepository(folder, "0001.sql", edits.removed);
    expect(marked()).toEqual([]);
    expect([facts.commit?.date, facts.commit?.author, [...facts.files.keys()]]).toEqual([
      "2026-02-01T10:00:00Z",
      "Ada",
      ["0001.sql"],
    ]);
    expect([...(edits.tracked ?? [])]).toEqual(["0001.sql"]);
    expect(repository?.filesRead).toBe(1);
  });

  test("would run them where it is asked plainly, so that this test sees what is switched off", () => {
    for (const given of [["status"], ["diff", "HEAD"], ["log", "-p", "-1"], ["cat-file", "-p", missing]]) {
      try {
        execFileSync("git", ["-C", folder, ...given], { stdio: "ignore" });
      } catch {
        // A filter or a remote that does nothing fails.
      }
    }
    expect(marked()).toEqual(
      expect.arrayContaining(["clean", "command", "fetch", "fsmonitor", "gpg", "hook-post-index-change"]),
    );
  });
});

test("an edit that is not committed is found, but for files that a filter changes", async () => {
  const repository = aRepository();
  const texts = new Map(["1.sql", "2.sql", "3.sql"].map((file) => [file, `CREATE TABLE changed_${file[0]} ();`]));
  repository.commit("2026-01-01T10:00:00Z", {
    "1.sql": "CREATE TABLE a ();",
    "2.sql": "CREATE TABLE b ();",
    "3.sql": "CREATE TABLE changed_3 ();",
    ".gitattributes": "2.sql filter=crypt\n",
  });
  repository.write(Object.fromEntries(texts));
  const { edits } = await readEdits(repository.folder, texts);
  expect([...texts.keys()].map((file) => edits?.get(file))).toEqual([[{ commit: null }], [], []]);
  repository.remove();
});

test("what a hook says of its own repository is not handed on", async () => {
  const repository = aRepository();
  repository.commit("2026-01-01T10:00:00Z", { "1.sql": "SELECT 1;" });
  process.env.GIT_DIR = join(hostile.folder, ".git");
  try {
    expect((await readGit(repository.folder)).commit?.date).toBe("2026-01-01T10:00:00Z");
  } finally {
    delete process.env.GIT_DIR;
    repository.remove();
  }
});
