import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { createRunMark } from "../../src/cli/files/run-mark.ts";
import { checkOutputFolder, MANIFEST } from "../../src/cli/output-folder/index.ts";
import { makeFolders } from "../support/folders.ts";
import { aSite, contentsOf, publish, publishWithFaults } from "../support/output-folder.ts";

const folders = makeFolders();
afterAll(() => folders.remove());

const OLD = { "index.html": "old", "schemas/a/gone.html": "old", "schemas/a/kept.html": "old" };
const NEW = { "index.html": "new", "schemas/a/kept.html": "new", "schemas/b/made.html": "new" };
const FOREIGN = { ".git/HEAD": "ref", ".git/refs": "folder", CNAME: "docs.example.org", "schemas/a/own.txt": "mine" };

/** An old site with files that are not ours, and a new one to take its place; both alone in a folder. */
function aCase(): { out: string; built: string } {
  const out = aSite(folders, OLD, "parent", "site");
  mkdirSync(join(out, ".git", "refs"), { recursive: true });
  for (const [name, text] of Object.entries(FOREIGN)) if (text !== "folder") writeFileSync(join(out, name), text);
  return { out, built: aSite(folders, NEW) };
}

/** `old` or `new` where the folder holds that site whole, with all that is not ours and nothing else. */
function stateOf(out: string): "old" | "new" | Record<string, string> {
  const contents = contentsOf(out);
  for (const [name, site] of [
    ["old", OLD],
    ["new", NEW],
  ] as const) {
    if (JSON.stringify(contents) === JSON.stringify(Object.fromEntries(Object.entries({ ...site, ...FOREIGN }).sort())))
      return name;
  }
  return contents;
}

/** Where the files that are not ours are, all of them; they are in one of the two while a site is swapped. */
function foreignIn(...places: string[]): string | undefined {
  return places.find((place) => {
    if (!existsSync(place)) return false;
    const contents = contentsOf(place);
    return Object.entries(FOREIGN).every(([name, text]) => contents[name] === text);
  });
}

for (const [way, inside] of [
  ["swapped", false],
  ["written in its place", true],
] as const) {
  describe(`a site that is ${way}`, () => {
    const run = (faults: Parameters<typeof publishWithFaults>[0], { out, built }: ReturnType<typeof aCase>) =>
      publishWithFaults(faults, { built, folder: out, ...(inside ? { cwd: out } : {}) });
    const whole = aCase();
    const { steps, stepsWithSpace } = run({}, whole);

    test("takes its place in steps that can be counted", () => {
      expect(stateOf(whole.out)).toBe("new");
      expect(steps).toBeGreaterThan(30);
    });

    test("is whole after the next run, at whatever step it is killed", async () => {
      const states: string[] = [];
      for (let killAt = 1; killAt <= steps; killAt += 1) {
        const each = aCase();
        const parent = dirname(each.out);
        const old = join(parent, ".site.cartulary", "old");
        expect(run({ killAt }, each).signal).toBe("SIGKILL");
        expect({ killAt, foreign: foreignIn(each.out, old) !== undefined }).toEqual({ killAt, foreign: true });
        const unfinished = existsSync(join(each.out, MANIFEST))
          ? readFileSync(join(each.out, MANIFEST), "utf8").includes('"unfinished": true')
          : false;
        // Between the two renames of a swap there is no folder; a site that is half written says so.
        const seen = !existsSync(each.out) ? "absent" : unfinished ? "unfinished" : stateWithin(each.out);
        states.push(seen);
        await checkOutputFolder(each.out);
        expect({ killAt, state: stateOf(each.out) }).toEqual({ killAt, state: seen === "old" ? "old" : "new" });
        expect(readdirSync(parent)).toEqual(["site"]);
        await publish(aSite(folders, { "index.html": "third" }), each.out);
        expect(contentsOf(each.out)).toEqual({ ...FOREIGN, "index.html": "third" });
        expect(readdirSync(parent)).toEqual(["site"]);
      }
      const sequence = states.filter((state, at) => state !== states[at - 1]);
      expect(sequence).toEqual(inside ? ["old", "unfinished", "new"] : ["old", "absent", "new"]);
    });

    test("leaves the old one whole and nothing beside it where the disk is full, at whatever step", () => {
      const outcomes = new Set<string>();
      for (let fullFrom = 1; fullFrom <= stepsWithSpace + 1; fullFrom += 1) {
        const each = aCase();
        const { signal, error, warnings } = run({ fullFrom }, each);
        expect({ fullFrom, signal, warnings }).toEqual({ fullFrom, signal: null, warnings: [] });
        const state = stateOf(each.out);
        outcomes.add(`${typeof state === "string" ? state : "mixed"} ${error.replace(each.out, "site")}`);
        expect(readdirSync(dirname(each.out))).toEqual(["site"]);
      }
      expect([...outcomes]).toEqual([
        "old site cannot be written: no space is left on the disk (ENOSPC). What was there before is untouched. Make room, or give another folder with --out.",
        "new ",
      ]);
    });
  });
}

/** The site in the folder, whatever a run that was killed keeps there besides. */
function stateWithin(out: string): string {
  const contents = Object.entries(contentsOf(out)).filter(([name]) => !name.startsWith(".cartulary-unfinished"));
  const pages = contents.filter(([name]) => name.endsWith(".html"));
  for (const [state, site] of [
    ["old", OLD],
    ["new", NEW],
  ] as const) {
    if (JSON.stringify(Object.fromEntries(pages)) === JSON.stringify(site)) return state;
  }
  return "mixed";
}

describe("what a killed run left", () => {
  /** The moment after the new site has taken its place, with changes that were made to the old one meanwhile. */
  function aSwapHalfDone(changes: Readonly<Record<string, string>>): { out: string; old: string } {
    const out = aSite(folders, NEW, "parent", "site");
    const old = join(dirname(out), ".site.cartulary", "old");
    for (const [name, text] of Object.entries(FOREIGN)) {
      mkdirSync(dirname(join(out, name)), { recursive: true });
      if (text === "folder") mkdirSync(join(out, name));
      else writeFileSync(join(out, name), text);
    }
    mkdirSync(dirname(old));
    renameSync(aSite(folders, OLD), old);
    for (const [name, text] of Object.entries(changes)) {
      mkdirSync(dirname(join(old, name)), { recursive: true });
      writeFileSync(join(old, name), text);
    }
    return { out, old };
  }

  test("is removed but for what somebody made or changed meanwhile, which goes into the new site", async () => {
    const { out } = aSwapHalfDone({ ".git/HEAD": "later ref", "late/note.txt": "late" });
    mkdirSync(join(dirname(out), ".site.cartulary", "old", "late", "empty"));
    await checkOutputFolder(out);
    expect(contentsOf(dirname(out))).toEqual(
      within("site", { ...NEW, ...FOREIGN, ".git/HEAD": "later ref", "late/empty": "folder", "late/note.txt": "late" }),
    );
  });

  test("does not undo what was changed in the new site since", async () => {
    const { out } = aSwapHalfDone({ CNAME: "docs.example.org" });
    writeFileSync(join(out, "CNAME"), "new.example.org");
    await checkOutputFolder(out);
    expect(contentsOf(dirname(out))).toEqual(within("site", { ...NEW, ...FOREIGN, CNAME: "new.example.org" }));
  });

  test("is kept and named where it would take the place of a page", async () => {
    const { out, old } = aSwapHalfDone({ "schemas/b/made.html": "mine" });
    await expect(checkOutputFolder(out)).rejects.toThrow(`schemas/b/made.html of the former ${out} cannot be removed.`);
    expect(contentsOf(old)).toEqual({ "schemas/b/made.html": "mine" });
    expect(stateOf(out)).toBe("new");
  });

  test("is kept and named where the folder was made anew in between", async () => {
    const { out, old } = aSwapHalfDone(
      Object.fromEntries(Object.entries(FOREIGN).filter(([, text]) => text !== "folder")),
    );
    renameSync(out, join(dirname(old), "new"));
    mkdirSync(out);
    writeFileSync(join(out, "thesis.txt"), "years of work");
    await expect(checkOutputFolder(out)).rejects.toThrow("was made anew while an earlier run was replacing it");
    expect(contentsOf(out)).toEqual({ "thesis.txt": "years of work" });
    rmSync(join(out, "thesis.txt"));
    await checkOutputFolder(out);
    expect(stateOf(out)).toBe("new");
  });
});

describe("builds that end together", () => {
  const sites = ["a", "b", "c", "d"].map((name) => ({ "index.html": name, [`${name}.html`]: name, "x/y.html": name }));

  test("go into the folder one after the other, and the last one is whole", async () => {
    const out = join(folders.folderOf({}, "parent"), "site");
    await Promise.all(sites.map((site) => publish(aSite(folders, site), out)));
    expect(sites).toContainEqual(contentsOf(out));
    expect(readdirSync(dirname(out))).toEqual(["site"]);
  });

  test("do not wait for ever for one that does not end", async () => {
    const out = aSite(folders, OLD, "parent", "site");
    const lock = join(dirname(out), ".site.cartulary", "lock");
    const holder = createRunMark().replace(/^\d+/, String(process.ppid));
    mkdirSync(lock, { recursive: true });
    writeFileSync(join(lock, holder), "");
    let minutes = 0;
    const clock = vi.spyOn(Date, "now").mockImplementation(() => {
      minutes += 3;
      return minutes * 60_000;
    });
    await expect(publish(aSite(folders, NEW), out)).rejects.toMatchObject({
      message: `Another run of Cartulary, process ${process.ppid}, is writing to ${out}.`,
      hint: `Run the command again when it has ended. If there is no such process, remove ${lock} first.`,
    });
    clock.mockRestore();
    expect(contentsOf(out)).toEqual(OLD);
    expect(readdirSync(dirname(lock))).toEqual(["lock"]);
  });

  test("do so too where the folder stays in its place", async () => {
    const out = folders.folderOf({}, "parent", "site");
    const here = process.cwd();
    process.chdir(out);
    try {
      await Promise.all(sites.map((site) => publish(aSite(folders, site), out)));
    } finally {
      process.chdir(here);
    }
    expect(sites).toContainEqual(contentsOf(out));
    expect(readdirSync(dirname(out))).toEqual(["site"]);
  });
});

function within(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  const manifest = [`${folder}/${MANIFEST}`, expect.any(String)];
  return Object.fromEntries([...Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]), manifest]);
}
