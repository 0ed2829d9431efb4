/** One writer at a time: builds that end together go into the folder one after the other. */
import { mkdir, readdir, rename, rm, rmdir, unlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { UserError } from "../../model/user-error.ts";
import { createRunMark, isLeftBehind } from "../files/run-mark.ts";
import { isAbsent, systemCode } from "../terminal/system-error.ts";
import { WORK_INSIDE } from "./contents.ts";

/** How long a run waits for another, which needs a second, or minutes where it must copy much. In milliseconds. */
const PATIENCE = 5 * 60 * 1000;
const PAUSE = 50;

/** Where a run keeps what it has not put in place yet. */
export interface WorkFolder {
  path: string;
  /** Beside the output folder, so that both can be renamed; else inside it, since its parent cannot be written. */
  beside: boolean;
}

/** Where the work folder of an output folder is, whether it exists or not. */
function workFoldersOf(folder: string): { beside: string; inside: string } {
  return {
    beside: join(dirname(folder), `.${basename(folder)}.cartulary`),
    inside: join(folder, WORK_INSIDE),
  };
}

/**
 * Does the work while no other run writes to the output folder. The lock is a folder with one file, called by the mark
 * of its holder: a rename puts both there at once, and who takes the file of a dead holder away by its name can take no
 * other's, however many try.
 * @param shown the folder as the user wrote it
 * @throws UserError where another run does not come to an end
 */
export async function withLock<T>(
  folder: string,
  { shown, signal }: { shown: string; signal?: AbortSignal },
  work: (workFolder: WorkFolder) => Promise<T>,
): Promise<T> {
  const mark = createRunMark();
  const until = Date.now() + PATIENCE;
  let place = await tryLock(folder, mark);
  while (place === null) {
    if (Date.now() > until) throw await buildWaitedError(folder, shown);
    await wait(PAUSE, undefined, signal === undefined ? {} : { signal });
    place = await tryLock(folder, mark);
  }
  try {
    await removeLeftBehind(place.path);
    return await work(place);
  } finally {
    await unlink(join(place.path, "lock", mark)).catch(() => undefined);
    await rmdir(join(place.path, "lock")).catch(() => undefined);
    // It stays where the next one waits in it, or something in it could not be put in place.
    await rmdir(place.path).catch(() => undefined);
  }
}

/** `null` where another run holds it, or was quicker. */
async function tryLock(folder: string, mark: string): Promise<WorkFolder | null> {
  const place = await makeWorkFolder(folder);
  const lock = join(place.path, "lock");
  const mine = join(place.path, `lock-${mark}`);
  try {
    await mkdir(mine);
    await writeFile(join(mine, mark), "");
  } catch (error) {
    // The holder has just ended, and taken the work folder away.
    if (isAbsent(error)) return null;
    await rm(mine, { recursive: true, force: true });
    await rmdir(place.path).catch(() => undefined);
    throw error;
  }
  for (const holder of await readHolders(lock)) {
    if (isLeftBehind(join(lock, holder))) await unlink(join(lock, holder)).catch(() => undefined);
  }
  // Windows renames onto nothing, not even onto an empty folder.
  await rmdir(lock).catch(() => undefined);
  try {
    await rename(mine, lock);
    return place;
  } catch (error) {
    await rm(mine, { recursive: true, force: true });
    if (["EEXIST", "ENOTEMPTY", "EPERM", "EACCES"].includes(systemCode(error))) return null;
    throw error;
  }
}

async function makeWorkFolder(folder: string): Promise<WorkFolder> {
  const { beside, inside } = workFoldersOf(folder);
  try {
    await makePrivateFolder(beside);
    return { path: beside, beside: true };
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS", "ENAMETOOLONG"].includes(systemCode(error))) throw error;
    await makePrivateFolder(inside).catch((refused: unknown) => {
      throw isAbsent(refused) ? error : refused;
    });
    return { path: inside, beside: false };
  }
}

/** What others may not read in the output folder they may not read on its way there. */
async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}

async function readHolders(lock: string): Promise<string[]> {
  return await readdir(lock).catch(() => []);
}

/** Removes the locks of runs that were killed while they waited. */
async function removeLeftBehind(work: string): Promise<void> {
  for (const name of await readdir(work)) {
    if (isLeftBehind(join(work, name))) await rm(join(work, name), { recursive: true, force: true });
  }
}

async function buildWaitedError(folder: string, shown: string): Promise<UserError> {
  const { beside, inside } = workFoldersOf(folder);
  for (const work of [beside, inside]) {
    const [holder] = await readHolders(join(work, "lock"));
    if (holder === undefined) continue;
    return new UserError(`Another run of Cartulary, process ${holder.split("-")[0]}, is writing to ${shown}.`, {
      hint: `Run the command again when it has ended. If there is no such process, remove ${join(work, "lock")} first.`,
    });
  }
  return new UserError(`Other runs of Cartulary are writing to ${shown}.`, {
    hint: "Run the command again when they have ended.",
  });
}
