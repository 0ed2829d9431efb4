import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { checkOutputFolder, MANIFEST } from "../../src/cli/output-folder/index.ts";
import { makeFolders } from "../support/folders.ts";
import { aSite, contentsOf, publish, publishWithFaults } from "../support/output-folder.ts";

const folders = makeFolders();
afterAll(() => folders.remove());
const WINDOWS = process.platform === "win32";

/** An output folder with this site in it, alone in a folder. */
function anOutput(files: Readonly<Record<string, string>> = { "index.html": "old", "schemas/a/gone.html": "old" }) {
  return aSite(folders, files, "parent", "site");
}

function aBuiltSite(files: Readonly<Record<string, string>> = { "index.html": "new", "schemas/b/made.html": "new" }) {
  return aSite(folders, files);
}

const NEW = { "index.html": "new", "schemas/b/made.html": "new" };

/** Nothing but the folder itself may stand beside it afterwards. */
function besides(folder: string): string[] {
  return readdirSync(dirname(folder)).filter((name) => name !== "site");
}

describe("an output folder", () => {
  test("is taken where it is absent, empty, or a site of ours, and is not touched by the check", async () => {
    const parent = folders.folderOf({ "empty/.keep": "" });
    await checkOutputFolder(join(parent, "absent", "deeper"));
    await checkOutputFolder(join(parent, "absent"));
    expect(contentsOf(parent)).toEqual({ "empty/.keep": "" });
    await checkOutputFolder(folders.folderOf({}));
    const out = anOutput();
    await checkOutputFolder(out);
    expect(contentsOf(dirname(out))).toEqual({
      [`site/${MANIFEST}`]: expect.any(String),
      "site/index.html": "old",
      "site/schemas/a/gone.html": "old",
    });
  });

  test("is refused and left alone where it holds something else", async () => {
    const other = folders.folderOf({ "thesis.txt": "years of work" });
    await expect(checkOutputFolder(other)).rejects.toThrow("holds something that Cartulary did not make");
    await expect(publish(aBuiltSite(), other)).rejects.toThrow("holds something that Cartulary did not make");
    expect(contentsOf(other)).toEqual({ "thesis.txt": "years of work" });
  });

  test("is refused where it is a file, or below one", async () => {
    const other = folders.folderOf({ "a.txt": "text" });
    await expect(checkOutputFolder(join(other, "a.txt"))).rejects.toThrow("is a file, and the site needs a folder");
    await expect(checkOutputFolder(join(other, "a.txt", "b"))).rejects.toThrow("is a file");
  });

  test("is replaced as a whole: pages of dropped tables are gone, and nothing stays beside it", async () => {
    const out = anOutput();
    expect(await publish(aBuiltSite(), out)).toEqual([]);
    expect(contentsOf(out)).toEqual(NEW);
    expect(JSON.parse(readFileSync(join(out, MANIFEST), "utf8")).files).toEqual(Object.keys(NEW));
    expect(besides(out)).toEqual([]);
  });

  test("is made with the folders above it where it is absent", async () => {
    const out = join(folders.folderOf({}), "public", "docs", "site");
    await publish(aBuiltSite(), out);
    expect(contentsOf(out)).toEqual(NEW);
    expect(besides(out)).toEqual([]);
  });

  test.skipIf(WINDOWS)("stays a link where it is one, and keeps its mode", async () => {
    const out = anOutput();
    chmodSync(out, 0o750);
    const links = folders.folderOf({});
    symlinkSync(out, join(links, "site"));
    await publish(aBuiltSite(), join(links, "site"));
    expect(readlinkSync(join(links, "site"))).toBe(out);
    expect(contentsOf(out)).toEqual(NEW);
    expect(statSync(out).mode & 0o777).toBe(0o750);
    expect(readdirSync(links)).toEqual(["site"]);
  });
});

describe("what is not ours in an output folder", () => {
  test.skipIf(WINDOWS)("is there afterwards, the same files with their modes and times", async () => {
    const out = anOutput();
    mkdirSync(join(out, ".git", "objects"), { recursive: true });
    mkdirSync(join(out, "schemas", "a", "own", "empty"), { recursive: true });
    writeFileSync(join(out, "CNAME"), "docs.example.org");
    writeFileSync(join(out, ".git", "HEAD"), "ref");
    writeFileSync(join(out, ".git", "objects", "ab"), "object", { mode: 0o444 });
    writeFileSync(join(out, "schemas", "a", "own", "notes.txt"), "mine");
    symlinkSync("CNAME", join(out, "link"));
    symlinkSync("nowhere", join(out, "dangling"));
    expect(spawnSync("mkfifo", [join(out, "pipe")]).status).toBe(0);
    chmodSync(join(out, ".git"), 0o700);
    utimesSync(join(out, ".git"), 1_000_000_000, 1_000_000_000);
    const looksOf = (name: string) => {
      const { mode, mtimeMs, uid } = lstatSync(join(out, name));
      return { mode, mtimeMs, uid, number: name === ".git" ? null : lstatSync(join(out, name)).ino };
    };
    const before = ["CNAME", ".git", ".git/objects/ab", "schemas/a/own/notes.txt", "pipe"].map(looksOf);
    expect(await publish(aBuiltSite(), out)).toEqual([]);
    expect(contentsOf(out)).toEqual({
      ".git/HEAD": "ref",
      ".git/objects/ab": "object",
      CNAME: "docs.example.org",
      dangling: "-> nowhere",
      link: "-> CNAME",
      pipe: "special",
      "schemas/a/own/empty": "folder",
      "schemas/a/own/notes.txt": "mine",
      ...NEW,
    });
    expect(["CNAME", ".git", ".git/objects/ab", "schemas/a/own/notes.txt", "pipe"].map(looksOf)).toEqual(before);
    expect(besides(out)).toEqual([]);
  });

  test("is copied where the file system has one name a file", () => {
    const out = anOutput();
    writeFileSync(join(out, "CNAME"), "docs.example.org");
    utimesSync(join(out, "CNAME"), 1_000_000_000, 1_000_000_000);
    const run = publishWithFaults({ refuse: { call: "link", code: "EPERM" } }, { built: aBuiltSite(), folder: out });
    expect(run).toMatchObject({ error: "", warnings: [] });
    expect(contentsOf(out)).toEqual({ CNAME: "docs.example.org", ...NEW });
    expect(statSync(join(out, "CNAME")).mtimeMs).toBe(1_000_000_000_000);
    expect(besides(out)).toEqual([]);
  });

  test("is never overwritten: the build is refused where a page goes there", async () => {
    const built = { "index.html": "new", "about.html": "new", "schemas/b/made.html": "new", "tables.html": "new" };
    const out = anOutput({ "index.html": "old" });
    writeFileSync(join(out, "about.html"), "mine");
    await expect(publish(aBuiltSite(built), out)).rejects.toThrow(
      `${out}/about.html is in the way: Cartulary did not make it, and the site has a page there.`,
    );
    expect(contentsOf(out)).toEqual({ "about.html": "mine", "index.html": "old" });
    renameSync(join(out, "about.html"), join(out, "schemas"));
    await expect(publish(aBuiltSite(built), out)).rejects.toThrow(`${out}/schemas is in the way`);
    expect(contentsOf(out)).toEqual({ "index.html": "old", schemas: "mine" });
    renameSync(join(out, "schemas"), join(out, "mine.txt"));
    mkdirSync(join(out, "tables.html"));
    await expect(publish(aBuiltSite(built), out)).rejects.toThrow(`${out}/tables.html is in the way`);
    expect(contentsOf(out)).toEqual({ "index.html": "old", "mine.txt": "mine", "tables.html": "folder" });
    expect(besides(out)).toEqual([]);
  });

  test.skipIf(WINDOWS)("is not reached through a link that took the place of a folder of ours", async () => {
    const precious = folders.folderOf({ "gone.html": "mine", "made.html": "mine" });
    const out = anOutput();
    renameSync(join(out, "schemas", "a"), join(out, "schemas", "b"));
    symlinkSync(precious, join(out, "schemas", "a"));
    await publish(aBuiltSite({ "index.html": "new" }), out);
    expect(contentsOf(out)).toEqual({
      "index.html": "new",
      "schemas/a": `-> ${precious}`,
      "schemas/b/gone.html": "old",
    });
    await expect(publish(aBuiltSite({ "schemas/a/made.html": "new" }), out)).rejects.toThrow("schemas/a is in the way");
    expect(contentsOf(precious)).toEqual({ "gone.html": "mine", "made.html": "mine" });
  });

  test("is safe from a manifest that names it outside the folder", async () => {
    const out = anOutput({ "index.html": "old" });
    writeFileSync(join(dirname(out), "precious.txt"), "keep");
    writeFileSync(join(out, MANIFEST), JSON.stringify({ formatVersion: 1, files: ["index.html", "../precious.txt"] }));
    await publish(aBuiltSite(), out);
    expect(readFileSync(join(dirname(out), "precious.txt"), "utf8")).toBe("keep");
  });
});

describe("a folder that has to stay where it is", () => {
  const kinds = {
    "the current folder": (out: string, built: string) => publishWithFaults({}, { built, folder: out, cwd: out }),
    "a folder above the current one": (out: string, built: string) => {
      mkdirSync(join(out, "empty"));
      return publishWithFaults({}, { built, folder: out, cwd: join(out, "empty") });
    },
    "one that the system keeps in place": (out: string, built: string) =>
      publishWithFaults({ refuse: { call: "rename", code: "EBUSY", path: "/site" } }, { built, folder: out }),
    "one that holds a file of another mount": (out: string, built: string) =>
      publishWithFaults({ refuse: { call: "link", code: "EXDEV" } }, { built, folder: out }),
    "one whose parent cannot be written": (out: string, built: string) =>
      publishWithFaults({ refuse: { call: "mkdir", code: "EACCES", path: ".site.cartulary" } }, { built, folder: out }),
  };

  for (const [kind, publishInto] of Object.entries(kinds)) {
    test(`gets the site file by file: ${kind}`, () => {
      const out = anOutput({ "index.html": "old", "schemas/a/gone.html": "old", turned: "old", "round/x.html": "old" });
      writeFileSync(join(out, "CNAME"), "docs.example.org");
      writeFileSync(join(out, "schemas", "a", "own.txt"), "mine");
      const folder = statSync(out).ino;
      const built = { "index.html": "new", "schemas/b/made.html": "new", "turned/x.html": "new", round: "new" };
      expect(publishInto(out, aBuiltSite(built))).toMatchObject({ error: "", warnings: [] });
      const { empty, ...contents } = contentsOf(out);
      expect(contents).toEqual({ CNAME: "docs.example.org", "schemas/a/own.txt": "mine", ...built });
      expect(readFileSync(join(out, MANIFEST), "utf8")).not.toContain("unfinished");
      expect(statSync(out).ino).toBe(folder);
      expect(besides(out)).toEqual([]);
      expect(existsSync(join(out, ".cartulary-unfinished"))).toBe(false);
    });
  }
});
