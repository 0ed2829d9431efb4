import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { checkOutput, writeOutput } from "../../src/cli/files/output-file.ts";
import { UserError } from "../../src/model/user-error.ts";
import { runCartulary } from "../support/cartulary.ts";
import { makeFolders } from "../support/folders.ts";
import { UNPRIVILEGED } from "../support/postgres-server.ts";

const folders = makeFolders();
afterAll(() => folders.remove());
const WINDOWS = process.platform === "win32";
const MAIN = resolve("src/cli/main.ts");

/** Checks the path, writes the text there, and gives back what a user would read on standard error. */
async function write(path: string, text: string): Promise<string> {
  try {
    await writeOutput(await checkOutput(path), [text]);
    return "";
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [error.message, error.hint].join("\n");
  }
}

/** Runs lines of TypeScript that may use writeOutput, in a process of its own. */
function runScript(lines: string, options: { cwd: string; uid?: number; gid?: number }) {
  const module = pathToFileURL(resolve("src/cli/files/output-file.ts")).href;
  const script = `import { checkOutput, writeOutput } from ${JSON.stringify(module)};\n${lines}`;
  return spawnSync(process.execPath, ["--input-type=module", "--eval", script], { ...options, encoding: "utf8" });
}

describe.skipIf(WINDOWS)("a link as output", () => {
  test("stays a link, and the file that it points to is replaced", async () => {
    const folder = folders.folderOf({ "real/catalog.json": "old", "links/.keep": "" });
    symlinkSync("../real/catalog.json", join(folder, "links/catalog.json"));
    symlinkSync("links", join(folder, "again"));
    expect(await write(join(folder, "again/catalog.json"), "new")).toBe("");
    expect(readlinkSync(join(folder, "links/catalog.json"))).toBe("../real/catalog.json");
    expect(readFileSync(join(folder, "real/catalog.json"), "utf8")).toBe("new");
    expect(readdirSync(join(folder, "links"))).toEqual([".keep", "catalog.json"]);
  });

  test("that points to nothing yet makes the file where it points", async () => {
    const folder = folders.folderOf({ "real/.keep": "" });
    symlinkSync("real/catalog.json", join(folder, "first"));
    symlinkSync("first", join(folder, "second"));
    expect(await write(join(folder, "second"), "new")).toBe("");
    expect(readFileSync(join(folder, "real/catalog.json"), "utf8")).toBe("new");
    expect(readlinkSync(join(folder, "second"))).toBe("first");
  });

  test("that leads in a circle is refused", async () => {
    const folder = folders.folderOf({});
    symlinkSync("b", join(folder, "a"));
    symlinkSync("a", join(folder, "b"));
    expect(await write(join(folder, "a"), "new")).toBe(
      `${folder}/a cannot be written: its links lead in a circle (ELOOP).\nGive another path with --out.`,
    );
  });
});

describe("a file as output", () => {
  test.skipIf(WINDOWS)("keeps its mode, and its owner where the process may give it", async () => {
    const path = join(folders.folderOf({ "report.txt": "old" }), "report.txt");
    if (UNPRIVILEGED !== null) chownSync(path, UNPRIVILEGED.uid, UNPRIVILEGED.gid);
    chmodSync(path, 0o640);
    const before = statSync(path);
    expect(await write(path, "new")).toBe("");
    const { mode, uid, gid } = statSync(path);
    expect({ mode, uid, gid }).toEqual({ mode: before.mode, uid: before.uid, gid: before.gid });
    expect(readFileSync(path, "utf8")).toBe("new");
  });

  test("stays as it was where the writing fails, and nothing is left beside it", async () => {
    const folder = folders.folderOf({ "report.txt": "old" });
    function* broken(): Generator<string> {
      yield "half";
      throw new Error("no more");
    }
    await expect(writeOutput(join(folder, "report.txt"), broken())).rejects.toThrow("no more");
    expect(readFileSync(join(folder, "report.txt"), "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["report.txt"]);
  });

  test("stays as it was where the process is killed; the next one removes what was left", async () => {
    const folder = folders.folderOf({ "report.txt": "old" });
    const { signal } = runScript(
      `await writeOutput("report.txt", (function* () {
           yield* Array(20).fill("half".repeat(100_000));
           process.kill(process.pid, "SIGKILL");
         })());`,
      { cwd: folder },
    );
    expect(signal).toBe("SIGKILL");
    expect(readFileSync(join(folder, "report.txt"), "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^\.cartulary-[\da-f-]+\.tmp$/), "report.txt"]);
    expect(await write(join(folder, "other.txt"), "new")).toBe("");
    expect(readdirSync(folder)).toEqual(["other.txt", "report.txt"]);
  });

  test.skipIf(WINDOWS)("stays as it was where the process is told to end, which leaves nothing", () => {
    const folder = folders.folderOf({ "report.txt": "old" });
    const { signal } = runScript(
      `await writeOutput("report.txt", (function* () {
         yield* Array(20).fill("half".repeat(100_000));
         process.kill(process.pid, "SIGTERM");
         yield* Array(10_000).fill("half".repeat(100_000));
       })());`,
      { cwd: folder },
    );
    expect(signal).toBe("SIGTERM");
    expect(readFileSync(join(folder, "report.txt"), "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["report.txt"]);
  });

  test("is refused where it is a folder, or has none", async () => {
    const folder = folders.folderOf({});
    expect(await write(folder, "new")).toBe(`${folder} cannot be written: it is a folder.\nGive the path of a file.`);
    expect(await write(join(folder, "none", "report.txt"), "new")).toBe(
      `${join(folder, "none", "report.txt")} cannot be written: its folder does not exist.\n` +
        "Give another path with --out, or make the folder.",
    );
  });

  test.skipIf(WINDOWS)("is refused where it or its folder is read-only, before any work", () => {
    const folder = folders.folderOf({ "report.txt": "old" });
    chmodSync(join(folder, "report.txt"), 0o444);
    for (const open of [folders.scratch, folder]) chmodSync(open, 0o777);
    const check = (file: string) =>
      // Root may write everything.
      runScript(`await checkOutput("${file}").catch((error) => console.log(error.message));`, {
        cwd: folder,
        ...UNPRIVILEGED,
      }).stdout;
    expect(check("report.txt")).toBe("report.txt cannot be written: permission denied (EACCES).\n");
    chmodSync(join(folder, "report.txt"), 0o666);
    expect(check("report.txt")).toBe("");
    chmodSync(folder, 0o555);
    const refused = "cannot be written: in its folder, permission denied (EACCES).\n";
    expect(check("report.txt")).toBe(`report.txt ${refused}`);
    expect(check("new.txt")).toBe(`new.txt ${refused}`);
    chmodSync(folder, 0o777);
  });

  test.skipIf(WINDOWS)("is refused where it is a socket", async () => {
    const path = join(folders.folderOf({}), "s");
    const server = createServer();
    await new Promise<void>((listening) => server.listen(path, listening));
    expect(await write(path, "new")).toBe(`${path} cannot be written: it is a socket.\nGive the path of a file.`);
    expect(lstatSync(path).isSocket()).toBe(true);
    server.close();
  });
});

/** A character device that a faulty program may destroy; the machine's own only where it cannot. */
function aDevice(name: "null" | "full", minor: string): string | null {
  if (UNPRIVILEGED === null) return existsSync(`/dev/${name}`) ? `/dev/${name}` : null;
  const path = join(folders.folderOf({}), name);
  if (spawnSync("mknod", ["-m", "666", path, "c", "1", minor]).status !== 0) return null;
  try {
    closeSync(openSync(path, "r"));
    return path;
  } catch {
    // The file system takes no devices.
    return null;
  }
}

describe.skipIf(WINDOWS)("what is no file, as output,", () => {
  test("is written through where it is a pipe", async () => {
    const folder = folders.folderOf({});
    const path = join(folder, "pipe");
    expect(spawnSync("mkfifo", [path]).status).toBe(0);
    const text = "a line\n".repeat(100_000);
    const [read, said] = await Promise.all([readFile(path, "utf8"), write(path, text)]);
    expect(said).toBe("");
    expect(read === text).toBe(true);
    expect(lstatSync(path).isFIFO()).toBe(true);
    expect(readdirSync(folder)).toEqual(["pipe"]);
  });

  const discard = aDevice("null", "3");
  test.skipIf(discard === null)("is written through where it is a device", async () => {
    expect(await write(discard as string, "new")).toBe("");
    expect(lstatSync(discard as string).isCharacterDevice()).toBe(true);
  });

  const full = aDevice("full", "7");
  test.skipIf(full === null)("says in words what a device refuses", async () => {
    expect(await write(full as string, "new")).toBe(
      `${full} cannot be written: no space is left on the disk (ENOSPC).\nGive another path with --out.`,
    );
  });
});

describe("standard output by its path", () => {
  const folder = folders.folderOf({ "shop.sql": "CREATE TABLE users (id uuid PRIMARY KEY);\n" });

  test.skipIf(!existsSync("/dev/stdout"))("gets the result and nothing else", async () => {
    const plain = await runCartulary(["introspect", "shop.sql", "--out", "-"], { cwd: folder });
    expect(JSON.parse(plain.stdout)).toMatchObject({ formatVersion: 2 });
    const named = await runCartulary(["introspect", "shop.sql", "--out", "/dev/stdout"], { cwd: folder });
    expect(named.stdout).toBe(plain.stdout);
  });

  test.skipIf(!existsSync("/dev/stdout"))("keeps what stands in the file that it is sent to", () => {
    mkdirSync(join(folder, "logs"));
    writeFileSync(join(folder, "logs/all.txt"), "before\n");
    const output = openSync(join(folder, "logs/all.txt"), "a");
    const run = spawnSync(process.execPath, [MAIN, "introspect", "shop.sql", "-f", "sql", "-o", "/dev/stdout", "-q"], {
      cwd: folder,
      stdio: ["ignore", output, "pipe"],
    });
    closeSync(output);
    expect(run.status).toBe(0);
    expect(readFileSync(join(folder, "logs/all.txt"), "utf8")).toMatch(/^before\n-- Written by `cartulary introspect`/);
  });
});
