/**
 * The swap of a whole site: the new one is made ready in the work folder as `new`, the old one is renamed to `old`
 * there, and the new one takes its name. What stands in the work folder is the journal: without `old` nothing has
 * happened yet, with it the new site is whole.
 */
import type { Stats } from "node:fs";
import { cp, lstat, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { renamePatiently } from "../files/rename.ts";
import { systemCode } from "../terminal/system-error.ts";
import { carryOver, giveLooks, removeFolder } from "./carry-over.ts";
import type { Contents } from "./contents.ts";

/** Where the parts of a swap stand in the work folder. */
export function partsOf(work: string): { next: string; before: string } {
  return { next: join(work, "new"), before: join(work, "old") };
}

/** Refusals to rename a folder that mean that it has to stay where it is: somebody is in it, or may not lose it. */
const STAYS = ["EBUSY", "EACCES", "EPERM", "EINVAL", "EXDEV", "EROFS"];

/**
 * Puts the built site in the folder's place, with what is not ours in the folder. Returns `null` where that is done;
 * else the folder has to stay where it is, nothing in it has changed, and the built site is in the folder returned.
 */
export async function swapIn(
  built: string,
  { folder, work, contents, signal }: { folder: string; work: string; contents: Contents; signal: AbortSignal },
): Promise<string | null> {
  const present = await lstat(folder).catch(() => null);
  if (present !== null && !(await mayBeRenamed(folder, present))) return built;
  const { next, before } = partsOf(work);
  try {
    await moveFolder(built, next);
    if (!(await carryOver(contents.foreign, { from: folder, to: next, signal }))) return next;
    if (present !== null && !(await giveLooks(next, present))) return next;
    signal.throwIfAborted();
    if (present !== null && !(await moveAway(folder, before))) return next;
    await takePlace(next, folder, before);
    return null;
  } catch (error) {
    await removeFolder(next);
    throw error;
  }
}

async function moveAway(folder: string, before: string): Promise<boolean> {
  try {
    await renamePatiently(folder, before);
    return true;
  } catch (error) {
    if (STAYS.includes(systemCode(error))) return false;
    throw error;
  }
}

async function takePlace(next: string, folder: string, before: string): Promise<void> {
  try {
    await renamePatiently(next, folder);
  } catch (error) {
    // Where even that is refused, the next run does it.
    await rename(before, folder).catch(() => undefined);
    throw error;
  }
}

/** Whoever uses a mount, or stands in the folder as its shell does, would lose it with the name. */
async function mayBeRenamed(folder: string, { dev }: Stats): Promise<boolean> {
  if (isWithin(process.cwd(), folder)) return false;
  if ((await stat(dirname(folder))).dev !== dev) return false;
  // Linux can show a part of a file system in another place; the number of the device does not tell it then.
  const mounts = await readFile("/proc/self/mountinfo", "utf8").catch(() => "");
  return !mounts.split("\n").some((line) => isWithin(readMountPoint(line), folder));
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !(way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way));
}

/** The fifth field, in which blanks and the like are octal; see proc_pid_mountinfo(5). */
function readMountPoint(line: string): string {
  const field = line.split(" ")[4] ?? "/";
  return field.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

async function moveFolder(from: string, to: string): Promise<void> {
  try {
    await renamePatiently(from, to);
  } catch (error) {
    if (systemCode(error) !== "EXDEV") throw error;
    await cp(from, to, { recursive: true });
    await rm(from, { recursive: true, force: true });
  }
}
