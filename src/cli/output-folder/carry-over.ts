/**
 * What is not ours goes from the old folder into the new one: files by a second name, so that nothing is moved and
 * nothing can be lost half way, and copied only where the file system has one name a file.
 */
import type { Stats } from "node:fs";
import {
  chmod,
  chown,
  constants,
  copyFile,
  lchown,
  link,
  lstat,
  mkdir,
  readlink,
  rm,
  stat,
  symlink,
  utimes,
} from "node:fs/promises";
import { join } from "node:path";
import { isAbsent, systemCode } from "../terminal/system-error.ts";
import { type Entry, listEntries } from "./contents.ts";

/** More than this is not copied, in bytes: then the site is written into the folder that holds it. */
const COPIED_AT_MOST = 256 * 1024 * 1024;

/** What `link` says where a file system, or the rights to a file, allow no second name. */
const NO_SECOND_NAME = ["EPERM", "EACCES", "EMLINK", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EINVAL", "UNKNOWN"];

/**
 * Makes the entries of one folder in another beside it. True where each is there with its content, mode, owner and
 * times; false where that cannot be had, as across a mount, and the old folder has to stay where it is. What went away
 * meanwhile is left out.
 * @throws the system's error where the disk is full or fails
 */
export async function carryOver(
  entries: readonly Entry[],
  { from, to, signal }: { from: string; to: string; signal?: AbortSignal },
): Promise<boolean> {
  const folders: { path: string; stats: Stats }[] = [];
  let left = COPIED_AT_MOST;
  for (const { path, kind } of entries) {
    signal?.throwIfAborted();
    const source = join(from, path);
    const target = join(to, path);
    const stats = await lstat(source).catch(() => null);
    if (stats === null) continue;
    if (kind === "closed") return false;
    if (kind === "folder") {
      await mkdir(target, { recursive: true });
      folders.push({ path: target, stats });
    } else if (kind === "link") {
      if (!(await copyLink(source, target, stats))) return false;
    } else {
      const linked = await tryLink(source, target);
      if (linked === "never") return false;
      if (linked === "copy") {
        left -= stats.size;
        if (!stats.isFile() || left < 0 || !(await copyWhole(source, target, stats))) return false;
      }
    }
  }
  for (const { path, stats } of folders.reverse()) if (!(await giveLooks(path, stats))) return false;
  return true;
}

async function tryLink(source: string, target: string): Promise<"done" | "copy" | "never"> {
  try {
    await link(source, target);
    return "done";
  } catch (error) {
    if (isAbsent(error)) return "done";
    const code = systemCode(error);
    if (code === "EXDEV") return "never";
    if (NO_SECOND_NAME.includes(code)) return "copy";
    throw error;
  }
}

/** Windows asks what a link points to, and for a right to make one that is no junction. */
async function copyLink(source: string, target: string, stats: Stats): Promise<boolean> {
  const pointsTo = await readlink(source);
  const isFolder = (await stat(source).catch(() => null))?.isDirectory() === true;
  const absolute = /^([A-Za-z]:|\\\\)/.test(pointsTo);
  return await refusable(async () => {
    await symlink(pointsTo, target, isFolder ? (absolute ? "junction" : "dir") : "file");
    if (!isOwnedAlike(await lstat(target), stats)) await lchown(target, stats.uid, stats.gid);
  });
}

async function copyWhole(source: string, target: string, stats: Stats): Promise<boolean> {
  const copied = await refusable(() => copyFile(source, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE));
  return copied && (await giveLooks(target, stats));
}

/** Removes a folder with what was carried into it. What it was carried from stays as it is. */
export async function removeFolder(path: string): Promise<void> {
  for (const entry of await listEntries(path)) {
    // Nothing can be removed from a folder in which nobody may write.
    if (entry.kind === "folder") await chmod(join(path, entry.path), 0o700);
  }
  await rm(path, { recursive: true, force: true });
}

/** Owner, mode and times of an entry for the one that takes its place. False where they may not be given. */
export async function giveLooks(path: string, stats: Stats): Promise<boolean> {
  return await refusable(async () => {
    if (!isOwnedAlike(await stat(path), stats)) await chown(path, stats.uid, stats.gid);
    await chmod(path, stats.mode & 0o7777);
    await utimes(path, stats.atime, stats.mtime);
  });
}

function isOwnedAlike(a: Stats, b: Stats): boolean {
  return a.uid === b.uid && a.gid === b.gid;
}

/** False where the rights of the process do not allow it. */
async function refusable(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (["EPERM", "EACCES"].includes(systemCode(error))) return false;
    throw error;
  }
}
