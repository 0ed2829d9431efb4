/**
 * The site's folder: ours only if it is absent, empty, or holds our manifest. A new site is built aside and swapped in
 * as a whole; files that are not in the manifest (.git, CNAME) stay; what is not ours is never touched.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { access, constants, cp, mkdir, mkdtemp, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { compareText } from "../model/names.ts";
import { UserError } from "../model/user-error.ts";

/** The manifest's name inside the site. */
export const MANIFEST = "cartulary-manifest.json";

interface Manifest {
  formatVersion: 1;
  /** All files of the site but the manifest, with `/`, sorted. */
  files: string[];
}

/** The manifest's text for a finished site. */
export function toManifest(files: readonly string[]): string {
  const manifest: Manifest = { formatVersion: 1, files: [...files].sort(compareText) };
  return `${JSON.stringify(manifest, null, 1)}\n`;
}

/** Throws a `UserError` where the folder is somebody else's or cannot be written; says so before any long work. */
export async function checkOutputFolder(path: string): Promise<void> {
  const folder = resolve(path);
  if (existsSync(folder)) {
    if (!(await stat(folder)).isDirectory()) {
      throw new UserError(`${path} is a file, and the site needs a folder.`, { hint: "Give another one with --out." });
    }
    if (readdirSync(folder).length > 0 && readManifest(folder) === null) {
      throw new UserError(`${path} holds something that Cartulary did not make, so it is left alone.`, {
        hint: "Give an empty or a new folder with --out.",
      });
    }
    await checkWritable(folder, path);
    return;
  }
  let parent = dirname(folder);
  while (!existsSync(parent)) parent = dirname(parent);
  if (!(await stat(parent)).isDirectory()) {
    throw new UserError(`${path} cannot be made: ${parent} is a file.`, { hint: "Give another folder with --out." });
  }
  await checkWritable(parent, path);
}

async function checkWritable(folder: string, shown: string): Promise<void> {
  try {
    await access(folder, constants.W_OK);
    // access() says yes on a file system that is mounted read-only in some set-ups; a folder of our own proves it.
    await rmdir(await mkdtemp(join(folder, ".cartulary-")));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${error.code})` : "";
    throw new UserError(`${shown} cannot be written${code}.`, {
      hint: "Give another folder with --out.",
      cause: error,
    });
  }
}

function readManifest(folder: string): Manifest | null {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, MANIFEST), "utf8")) as Manifest;
    return Array.isArray(manifest.files) && manifest.files.every((file) => typeof file === "string") ? manifest : null;
  } catch {
    return null;
  }
}

/** All files below a folder, relative, with `/`, sorted. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort(compareText);
}

/** Puts a finished site, manifest included, in the place of the old one. `built` is used up. */
export async function swapIn(built: string, path: string): Promise<void> {
  const folder = resolve(path);
  await mkdir(dirname(folder), { recursive: true });
  const old = existsSync(folder) ? new Set(readManifest(folder)?.files ?? []) : new Set<string>();
  const present = existsSync(folder) ? await listFiles(folder) : [];
  const keepsOthers = present.some((file) => file !== MANIFEST && !old.has(file));
  if (keepsOthers || !(await swapByRename(built, folder))) await writeInto(built, folder, old);
}

/** True where the whole folder could be renamed into place; the old site is untouched otherwise. */
async function swapByRename(built: string, folder: string): Promise<boolean> {
  const aside = join(dirname(folder), `.${basename(folder)}.${process.pid}.new`);
  const before = join(dirname(folder), `.${basename(folder)}.${process.pid}.old`);
  try {
    await moveFolder(built, aside);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (isRefusal(error)) return false;
    throw error;
  }
  try {
    if (existsSync(folder)) await rename(folder, before);
  } catch (error) {
    // A mount point or the current folder cannot be renamed: its files are replaced one by one instead.
    await moveFolder(aside, built);
    if (isRefusal(error)) return false;
    throw error;
  }
  try {
    await rename(aside, folder);
  } catch (error) {
    if (existsSync(before)) await rename(before, folder);
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
  await rm(before, { recursive: true, force: true });
  return true;
}

async function moveFolder(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    await cp(from, to, { recursive: true });
    await rm(from, { recursive: true, force: true });
  }
}

function isRefusal(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return ["EBUSY", "EACCES", "EPERM", "EINVAL", "EXDEV", "ENOTEMPTY", "EROFS"].includes(String(code));
}

/** Writes the new files first, the manifest after them, and removes stale ones of the old manifest last. */
async function writeInto(built: string, folder: string, old: ReadonlySet<string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = await listFiles(built);
  for (const file of files.filter((name) => name !== MANIFEST))
    await replaceFile(join(built, file), join(folder, file));
  await replaceFile(join(built, MANIFEST), join(folder, MANIFEST));
  const current = new Set(files);
  const emptied = new Set<string>();
  for (const file of old) {
    const target = resolve(folder, file);
    if (current.has(file) || !target.startsWith(folder + sep)) continue;
    await rm(target, { force: true });
    for (let parent = dirname(target); parent !== folder; parent = dirname(parent)) emptied.add(parent);
  }
  const deepestFirst = [...emptied].sort((a, b) => b.length - a.length);
  for (const parent of deepestFirst) await rmdir(parent).catch(() => undefined);
  await rm(built, { recursive: true, force: true });
}

async function replaceFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  const temporary = `${to}.${process.pid}.tmp`;
  await cp(from, temporary);
  await rename(temporary, to);
}
