/** The old site after the swap: what is not ours in it is seen to be in the new one, then it is removed. */
import { chmod, lstat, mkdir, rename, rmdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { isAbsent } from "../terminal/system-error.ts";
import { type Entry, listEntries, readContents } from "./contents.ts";
import { MANIFEST } from "./manifest.ts";

/**
 * Removes the old site. What is not ours in it is in the new one already; where it was made or changed in the moment
 * between, the later version stands. Returns what could not be had in the new site and was left where it is.
 */
export async function retire(before: string, folder: string): Promise<string[]> {
  const old = await readContents(before);
  const ours = new Set((await readContents(folder)).ours);
  const left: string[] = [];
  for (const entry of old.foreign) {
    const settled = await settle(entry, { before, folder, ours }).catch(() => false);
    if (!settled) left.push(entry.path);
  }
  for (const path of old.ours) if (path !== MANIFEST) await unlinkIfThere(join(before, path));
  for (const { path, kind } of (await listEntries(before)).reverse()) {
    if (kind === "folder") await rmdir(join(before, path)).catch(() => undefined);
  }
  // Until here it tells ours from the rest, for the run that goes on where this one is killed.
  await unlinkIfThere(join(before, MANIFEST));
  if (left.length === 0) await rmdir(before);
  return left;
}

/** True where the entry, and all of it, is in the new site; a file is then gone from the old one. */
async function settle(
  { path, kind }: Entry,
  { before, folder, ours }: { before: string; folder: string; ours: ReadonlySet<string> },
): Promise<boolean> {
  if (kind === "closed") return false;
  const old = join(before, path);
  const kept = join(folder, path);
  const here = await lstat(old);
  const there = await lstat(kept).catch(() => null);
  if (kind === "folder") {
    if (there === null) await mkdir(kept, { mode: here.mode & 0o7777 });
    // Files cannot be removed from a folder in which nobody may write.
    await chmod(old, here.mode | 0o700);
    return there === null || there.isDirectory();
  }
  if (!(await isSameFile(old, kept))) {
    if (there?.isDirectory() || ours.has(path)) return false;
    // Any change of an entry sets its ctime, and nobody can set it back.
    if (there === null || here.ctimeMs > there.ctimeMs) {
      await rename(old, kept);
      return true;
    }
  }
  await unlink(old);
  return true;
}

/** Some file systems count files beyond what a number of JavaScript tells apart. */
async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((path) => lstat(path, { bigint: true }).catch(() => null)));
  return a != null && b != null && a.dev === b.dev && a.ino === b.ino;
}

async function unlinkIfThere(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (!isAbsent(error)) throw error;
  });
}
