/**
 * The site's folder: ours only if it is absent, empty, or holds our manifest. A new site is built aside and swapped in
 * as a whole, with what is not ours in the folder (.git, CNAME); a folder that has to stay where it is, such as a mount
 * or the current folder, gets the site file by file. Whatever moment a run is killed in, the next one finishes or
 * undoes what it had begun, and nothing of anybody else's is moved out, overwritten or removed.
 */
import { access, constants, mkdir, readdir, rmdir, stat, unlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UserError } from "../../model/user-error.ts";
import { followLinks } from "../files/follow-links.ts";
import { renamePatiently } from "../files/rename.ts";
import { createTemporaryName } from "../files/run-mark.ts";
import { describeSystemError, isAbsent, isFull } from "../terminal/system-error.ts";
import { removeFolder } from "./carry-over.ts";
import { checkNothingInTheWay, exists, listFiles, readContents, WORK_INSIDE } from "./contents.ts";
import { recoverInPlace, writeInPlace } from "./in-place.ts";
import { withLock } from "./lock.ts";
import { readManifest } from "./manifest.ts";
import { retire } from "./retire.ts";
import { partsOf, swapIn } from "./swap.ts";

export { listFiles } from "./contents.ts";
export { MANIFEST, writeManifest } from "./manifest.ts";

/** Throws a `UserError` where the folder is somebody else's or cannot be written; says so before any long work. */
export async function checkOutputFolder(path: string): Promise<void> {
  await inWords(path, async () => {
    const folder = await followLinks(path);
    await checkIsFolder(folder, path);
    if (!(await exists(dirname(folder)))) return await tryToWrite(await findParent(folder));
    await withLock(folder, { shown: path }, async (work) => {
      await recover(folder, { work: work.path, shown: path });
      await checkOurs(folder, path);
      if (!work.beside || !(await exists(folder))) return;
      await access(folder, constants.W_OK);
      await tryToWrite(folder);
    });
  });
}

/**
 * Puts a finished site, manifest included, in the place of the old one. `built` is used up.
 * @param path the folder as the user wrote it
 * @param warn is told what of the old site could not be removed
 * @throws UserError where it cannot be put there; the old site is whole then, unless the message says otherwise
 */
export async function publishSite(
  built: string,
  path: string,
  { signal, warn }: { signal: AbortSignal; warn: (text: string) => void },
): Promise<void> {
  const folder = await followLinks(path);
  await inWords(path, async () => {
    await mkdir(dirname(folder), { recursive: true });
    await withLock(folder, { shown: path, signal }, async (work) => {
      await recover(folder, { work: work.path, shown: path });
      await checkOurs(folder, path);
      const files = await listFiles(built);
      const contents = await readContents(folder);
      await checkNothingInTheWay(folder, { files, contents, shown: path });
      const rest = work.beside ? await swapIn(built, { folder, work: work.path, contents, signal }) : built;
      if (rest === null) return await removeOld(work.path, { folder, shown: path, warn });
      try {
        await writeInPlace(rest, { folder, files, signal });
      } finally {
        await removeFolder(rest);
      }
    });
  });
}

/** Finishes or undoes what an earlier run was killed in. */
async function recover(folder: string, { work, shown }: { work: string; shown: string }): Promise<void> {
  const { next, before } = partsOf(work);
  if (await exists(before)) {
    const whole = (await exists(next)) ? next : before;
    // Somebody may have made it anew since; it is in nobody's way while it is empty.
    if (whole === next) await rmdir(folder).catch(() => undefined);
    if (!(await exists(folder))) await renamePatiently(whole, folder);
    else if (whole === next)
      throw buildStrandedError(work, `${shown} was made anew while an earlier run was replacing it.`);
    const [left] = (await exists(before)) ? await retire(before, folder) : [];
    if (left !== undefined) throw buildStrandedError(work, `${left} of the former ${shown} cannot be removed.`);
  }
  await removeFolder(next);
  await recoverInPlace(folder);
}

function buildStrandedError(work: string, what: string): UserError {
  return new UserError(what, {
    hint: `Take what you need from ${partsOf(work).before}, remove ${work}, and run the command again.`,
  });
}

/** The new site stands: what remains of the old one is worth a word, not a failure. */
async function removeOld(
  work: string,
  { folder, shown, warn }: { folder: string; shown: string; warn: (text: string) => void },
): Promise<void> {
  const { before } = partsOf(work);
  if (!(await exists(before))) return;
  try {
    const [first] = await retire(before, folder);
    if (first === undefined) return;
    warn(`${first} of the former ${shown} could not be removed, and is kept in ${before}.`);
  } catch (error) {
    const why = describeSystemError(error);
    if (why === null) throw error;
    warn(`The former site could not be removed from ${before}: ${why}. The next run tries again.`);
  }
}

async function checkIsFolder(folder: string, shown: string): Promise<void> {
  const parent = (await exists(folder)) ? folder : await findParent(folder);
  if ((await stat(parent)).isDirectory()) return;
  if (parent !== folder) {
    throw new UserError(`${shown} cannot be made: ${parent} is a file.`, { hint: "Give another folder with --out." });
  }
  throw new UserError(`${shown} is a file, and the site needs a folder.`, { hint: "Give another one with --out." });
}

async function checkOurs(folder: string, shown: string): Promise<void> {
  if ((await readManifest(folder)) !== null) return;
  // A file system of its own brings lost+found along. What lies deeper in somebody else's folder is not looked at.
  const names = await readdir(folder).catch((error) => (isAbsent(error) ? [] : Promise.reject(error)));
  if (names.every((name) => name === WORK_INSIDE || name === "lost+found")) return;
  throw new UserError(`${shown} holds something that Cartulary did not make, so it is left alone.`, {
    hint: "Give an empty or a new folder with --out.",
  });
}

/** The nearest folder above that exists. */
async function findParent(folder: string): Promise<string> {
  const parent = dirname(folder);
  return (await exists(parent)) ? parent : await findParent(parent);
}

/** access() says yes on a file system that is mounted read-only in some set-ups; a file of our own proves it. */
async function tryToWrite(folder: string): Promise<void> {
  const path = join(folder, createTemporaryName());
  await writeFile(path, "");
  await unlink(path);
}

/** Turns what the system refuses into a sentence. */
async function inWords(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const why = describeSystemError(error);
    if (why === null) throw error;
    const unfinished = (await readManifest(path))?.unfinished === true;
    throw new UserError(`${path} cannot be written: ${why}.`, {
      hint: unfinished
        ? "It holds a part of the new site. Mend that and run the command again, which finishes it."
        : isFull(error)
          ? "What was there before is untouched. Make room, or give another folder with --out."
          : "What was there before is untouched. Give another folder with --out.",
      cause: error,
    });
  }
}
