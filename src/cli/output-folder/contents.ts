/** What stands in an output folder: files of ours by the manifest, and what somebody else put there. */
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { compareText } from "../../model/names.ts";
import { UserError } from "../../model/user-error.ts";
import { isLeftTemporary } from "../files/run-mark.ts";
import { isAbsent, systemCode } from "../terminal/system-error.ts";
import { MANIFEST, readManifest } from "./manifest.ts";

/** What a run keeps in the folder while it writes into it; its name is reserved. */
export const WORK_INSIDE = ".cartulary-unfinished";

export interface Entry {
  /** Below the folder, with `/`. */
  path: string;
  /** Links are not followed; `special` is a pipe, a socket or a device; nobody lets us look into a `closed` folder. */
  kind: "folder" | "closed" | "file" | "link" | "special";
}

export interface Contents {
  /** Files that the manifest names and that are there, and the manifest. */
  ours: string[];
  /** The rest, and the folders that it stands in; folders before what is in them. */
  foreign: Entry[];
}

/** True where something is there; of a link, the link. */
export async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}

/** Everything below a folder, sorted, each folder before what is in it. Nothing where the folder is absent. */
export async function listEntries(folder: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  const walk = async (below: string): Promise<boolean> => {
    try {
      for (const found of await readdir(join(folder, below), { withFileTypes: true })) {
        const path = below === "" ? found.name : `${below}/${found.name}`;
        if (path === WORK_INSIDE) continue;
        const kind = found.isDirectory()
          ? "folder"
          : found.isSymbolicLink()
            ? "link"
            : found.isFile()
              ? "file"
              : "special";
        const entry: Entry = { path, kind };
        entries.push(entry);
        if (kind === "folder" && !(await walk(path))) entry.kind = "closed";
      }
      return true;
    } catch (error) {
      if (isAbsent(error)) return true;
      if (systemCode(error) === "EACCES" && below !== "") return false;
      throw error;
    }
  };
  await walk("");
  return entries.sort((a, b) => compareText(a.path, b.path));
}

/** All files below a folder, relative, with `/`, sorted. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await listEntries(folder);
  return entries.filter(({ kind }) => kind !== "folder").map(({ path }) => path);
}

export async function readContents(folder: string): Promise<Contents> {
  const named = new Set([...((await readManifest(folder))?.files ?? []), MANIFEST]);
  const entries = await listEntries(folder);
  const isOurs = ({ path, kind }: Entry) =>
    (kind === "file" || kind === "link") && (named.has(path) || isLeftTemporary(join(folder, path)));
  const ourFolders = foldersOf(named);
  const others = entries.filter((entry) => !isOurs(entry) && (entry.kind !== "folder" || !ourFolders.has(entry.path)));
  const holding = foldersOf(others.map(({ path }) => path));
  const foreign = new Set(others);
  return {
    ours: entries.filter(isOurs).map(({ path }) => path),
    foreign: entries.filter((entry) => foreign.has(entry) || holding.has(entry.path)),
  };
}

/** The folders that these files stand in, and the folders of those. */
export function foldersOf(files: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const file of files) {
    for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1)) {
      const folder = file.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

/**
 * Throws a UserError where a file of the new site would take the place of something that is not ours.
 * @param shown the folder as the user wrote it
 */
export async function checkNothingInTheWay(
  folder: string,
  { files, contents, shown }: { files: readonly string[]; contents: Contents; shown: string },
): Promise<void> {
  const wanted = new Set(files);
  const wantedFolders = foldersOf(files);
  const inTheWay = new Set(
    contents.foreign
      .filter(({ path, kind }) => wanted.has(path) || (kind !== "folder" && wantedFolders.has(path)))
      .map(({ path }) => path),
  );
  // Where the file system takes Index.html for index.html, no comparison of names shows it.
  const ours = new Set(contents.ours.map((path) => path.toLowerCase()));
  for (const file of files) {
    if (ours.has(file.toLowerCase()) || inTheWay.has(file)) continue;
    const present = await lstat(join(folder, file)).catch(() => null);
    if (present !== null && !present.isDirectory()) inTheWay.add(file);
  }
  if (inTheWay.size === 0) return;
  const [first, ...more] = [...inTheWay].sort(compareText);
  const others = more.length === 0 ? "" : ` So are ${more.length} more.`;
  throw new UserError(`${shown}/${first} is in the way: Cartulary did not make it, and the site has a page there.`, {
    hint: `Move it elsewhere, or give another folder with --out.${others}`,
  });
}
