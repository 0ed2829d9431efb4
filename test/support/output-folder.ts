/** Output folders of tests: sites without Astro, and what stands in a folder afterwards. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { MANIFEST, publishSite } from "../../src/cli/output-folder/index.ts";
import type { FileFaults } from "./file-faults.ts";
import type { Folders } from "./folders.ts";

/** Writes a site with its manifest, and returns the folder. */
export function aSite(folders: Folders, files: Readonly<Record<string, string>>, ...parents: string[]): string {
  const manifest = JSON.stringify({ formatVersion: 1, files: Object.keys(files).sort() });
  return folders.folderOf({ ...files, [MANIFEST]: manifest }, ...parents);
}

/** Everything below a folder but our manifest: the text of files, `-> target` of links, `folder` where one is empty. */
export function contentsOf(folder: string): Record<string, string> {
  const walk = (below: string): [string, string][] =>
    readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry): [string, string][] => {
      const name = below + entry.name;
      const path = join(folder, name);
      if (name === MANIFEST) return [];
      if (entry.isSymbolicLink()) return [[name, `-> ${readlinkSync(path)}`]];
      if (!entry.isDirectory()) return [[name, entry.isFile() ? readFileSync(path, "utf8") : "special"]];
      const inside = walk(`${name}/`);
      return inside.length === 0 ? [[name, "folder"]] : inside;
    });
  return Object.fromEntries(walk("").sort());
}

/** Publishes as a build does. Returns what it warned of. */
export async function publish(built: string, folder: string): Promise<string[]> {
  const warnings: string[] = [];
  await publishSite(built, folder, { signal: new AbortController().signal, warn: (text) => warnings.push(text) });
  return warnings;
}

/** What a process of its own came to that published with faults. */
export interface FaultyRun {
  signal: NodeJS.Signals | null;
  /** The message and hint of a UserError, else empty. */
  error: string;
  /** What it warned of. */
  warnings: string[];
  /** How many calls changed the file system. */
  steps: number;
  /** How many of them needed room on the disk. */
  stepsWithSpace: number;
}

/** @param cwd the current folder, in which no output folder is renamed */
export function publishWithFaults(
  faults: FileFaults,
  { built, folder, cwd }: { built: string; folder: string; cwd?: string },
): FaultyRun {
  const toHref = (path: string) => JSON.stringify(pathToFileURL(resolve(path)).href);
  const script = `
    import { publishSite } from ${toHref("src/cli/output-folder/index.ts")};
    import { UserError } from ${toHref("src/model/user-error.ts")};
    const warn = (text) => console.log("warning " + text);
    try {
      await publishSite(${JSON.stringify(built)}, ${JSON.stringify(folder)}, { signal: new AbortController().signal, warn });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      console.log("error " + error.message + " " + error.hint);
    }`;
  const args = ["--import", pathToFileURL(resolve("test/support/file-faults.ts")).href, "--input-type=module"];
  const run = spawnSync(process.execPath, [...args, "--eval", script], {
    encoding: "utf8",
    env: { ...process.env, FILE_FAULTS: JSON.stringify(faults), NODE_OPTIONS: "" },
    ...(cwd === undefined ? {} : { cwd }),
  });
  if (run.stderr !== "") throw new Error(run.stderr);
  const lines = run.stdout.trim().split("\n");
  const saying = (word: string) =>
    lines.flatMap((line) => (line.startsWith(word) ? [line.slice(word.length + 1)] : []));
  return {
    signal: run.signal,
    error: saying("error").join(),
    warnings: saying("warning"),
    steps: Number(lines.at(-1)?.split(" ")[0]),
    stepsWithSpace: Number(lines.at(-1)?.split(" ")[1]),
  };
}
