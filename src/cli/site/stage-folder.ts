/** The folder in the temporary directory that a site is built in. It is gone when the program ends, however it ends. */
import { lstatSync, rmSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../model/user-error.ts";
import { createRunMark, isLeftBehind } from "../files/run-mark.ts";
import { describeSystemError, isFull } from "../terminal/system-error.ts";

const PREFIX = "cartulary-stage-";

/**
 * Does the work with an empty folder of its own, and removes it. Folders of killed runs are removed first.
 * @throws UserError where the temporary directory is full or cannot be written
 */
export async function withStageFolder<T>(work: (stage: string) => Promise<T>): Promise<T> {
  await removeLeftBehind();
  const stage = join(tmpdir(), `${PREFIX}${createRunMark()}`);
  const remove = () => rmSync(stage, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  // Where nobody reads the output any more, the program ends without coming back here.
  process.once("exit", remove);
  try {
    await mkdir(stage, { mode: 0o700 });
    return await work(stage);
  } catch (error) {
    const why = describeSystemError(error);
    const path = error instanceof Error && "path" in error ? String(error.path) : "";
    if (why === null || !(path.startsWith(stage) || isFull(error))) throw error;
    throw buildStageError(why, error);
  } finally {
    process.removeListener("exit", remove);
    remove();
  }
}

/** @param why what the system says */
export function buildStageError(why: string, cause?: unknown): UserError {
  return new UserError(`The site could not be built in ${tmpdir()}: ${why}.`, {
    hint: "Make room there, or name another folder in TMPDIR. The old site, if there was one, is untouched.",
    cause,
  });
}

async function removeLeftBehind(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const path = join(tmpdir(), name);
    if (!name.startsWith(PREFIX) || !isLeftBehind(path) || !isOwn(path)) continue;
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Everybody may write to the temporary directory, and the names there prove nothing. */
function isOwn(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isDirectory() === true && (process.getuid === undefined || stats.uid === process.getuid());
}
