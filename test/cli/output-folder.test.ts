import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { checkOutputFolder, listFiles, MANIFEST, swapIn, toManifest } from "../../src/cli/output-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "cartulary-out-"));
afterAll(() => rmSync(folder, { recursive: true }));
let number = 0;

/** A new folder with these files; with a manifest over them where it is a site. */
function aFolder(files: Record<string, string>, { site = true } = {}): string {
  number += 1;
  const path = join(folder, `f${number}`);
  mkdirSync(path);
  const all = site ? { ...files, [MANIFEST]: toManifest(Object.keys(files)) } : files;
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

async function contents(path: string): Promise<Record<string, string>> {
  const files = (await listFiles(path)).filter((name) => name !== MANIFEST);
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(path, name), "utf8")]));
}

describe("an output folder", () => {
  test("is taken where it is absent, empty, or a site of ours", async () => {
    await checkOutputFolder(join(folder, "absent", "deeper"));
    await checkOutputFolder(aFolder({}, { site: false }));
    await checkOutputFolder(aFolder({ "index.html": "old" }));
    expect(existsSync(join(folder, "absent"))).toBe(false);
  });

  test("is refused and left alone where it holds something else", async () => {
    const other = aFolder({ "thesis.txt": "years of work" }, { site: false });
    await expect(checkOutputFolder(other)).rejects.toThrow("holds something that Cartulary did not make");
    expect(await contents(other)).toEqual({ "thesis.txt": "years of work" });
  });

  test("is refused where it is a file, or below one", async () => {
    const other = aFolder({ "a.txt": "text" }, { site: false });
    await expect(checkOutputFolder(join(other, "a.txt"))).rejects.toThrow("is a file, and the site needs a folder");
    await expect(checkOutputFolder(join(other, "a.txt", "b"))).rejects.toThrow("is a file");
  });

  test("is replaced as a whole: pages of dropped tables are gone", async () => {
    const out = aFolder({ "index.html": "old", "schemas/a/dropped.html": "old" });
    await swapIn(aFolder({ "index.html": "new", "schemas/b/made.html": "new" }), out);
    expect(await contents(out)).toEqual({ "index.html": "new", "schemas/b/made.html": "new" });
    expect(JSON.parse(readFileSync(join(out, MANIFEST), "utf8")).files).toEqual(["index.html", "schemas/b/made.html"]);
  });

  test("keeps the files that are not ours, and loses stale ones of ours with their folders", async () => {
    const out = aFolder({ "index.html": "old", "schemas/a/dropped.html": "old" });
    writeFileSync(join(out, "CNAME"), "docs.example.org");
    mkdirSync(join(out, ".git"));
    writeFileSync(join(out, ".git", "HEAD"), "ref");
    await swapIn(aFolder({ "index.html": "new" }), out);
    expect(await contents(out)).toEqual({ ".git/HEAD": "ref", CNAME: "docs.example.org", "index.html": "new" });
    expect(existsSync(join(out, "schemas"))).toBe(false);
  });

  test("never removes what a manifest names outside the folder", async () => {
    const out = aFolder({ "index.html": "old" });
    const precious = join(folder, "precious.txt");
    writeFileSync(precious, "keep");
    writeFileSync(join(out, MANIFEST), JSON.stringify({ formatVersion: 1, files: ["index.html", "../precious.txt"] }));
    writeFileSync(join(out, "CNAME"), "x");
    await swapIn(aFolder({ "index.html": "new" }), out);
    expect(readFileSync(precious, "utf8")).toBe("keep");
  });

  test("leaves nothing beside itself", async () => {
    const out = aFolder({ "index.html": "old" });
    await swapIn(aFolder({ "index.html": "new" }), out);
    expect((await listFiles(dirname(out))).filter((file) => /\.(new|old|tmp)/.test(file))).toEqual([]);
  });
});
