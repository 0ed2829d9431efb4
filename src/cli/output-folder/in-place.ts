/**
 * The way for a folder that has to stay where it is. All new files are put into a work folder inside it first, so that
 * a full disk shows before anything has changed. Then the manifest names the files of both sites and says unfinished,
 * each file takes its place by a rename, stale ones go, and the manifest of the new site comes last. What is in the
 * work folder tells the next run where to go on.
 */
import { copyFile, mkdir, rename, rm, rmdir, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { compareText } from "../../model/names.ts";
import { renamePatiently } from "../files/rename.ts";
import { createTemporaryName } from "../files/run-mark.ts";
import { systemCode } from "../terminal/system-error.ts";
import { exists, foldersOf, readContents, WORK_INSIDE } from "./contents.ts";
import { MANIFEST, readManifest, writeManifest } from "./manifest.ts";

/** What stands in the work folder: the files that have no place yet, and for a moment the unfinished manifest. */
function partsOf(folder: string): { work: string; ready: string; unfinished: string } {
  const work = join(folder, WORK_INSIDE);
  return { work, ready: join(work, "new"), unfinished: join(work, "unfinished.json") };
}

/** @param files those of the built site, its manifest among them */
export async function writeInPlace(
  built: string,
  { folder, files, signal }: { folder: string; files: readonly string[]; signal: AbortSignal },
): Promise<void> {
  const { ready, unfinished } = partsOf(folder);
  try {
    await mkdir(ready, { recursive: true, mode: 0o700 });
    for (const parent of foldersOf(files)) await mkdir(join(ready, parent), { recursive: true });
    for (const file of files) {
      signal.throwIfAborted();
      await moveInto(join(built, file), join(ready, file));
    }
    await writeManifest(unfinished, [...(await readContents(folder)).ours, ...files], { unfinished: true });
  } catch (error) {
    await removeWork(folder);
    throw error;
  }
  await renamePatiently(unfinished, join(folder, MANIFEST));
  await finish(folder);
}

/** Finishes what a killed run began in the folder, or takes back what it had only prepared. */
export async function recoverInPlace(folder: string): Promise<void> {
  const { ready } = partsOf(folder);
  const begun = (await readManifest(folder))?.unfinished === true;
  if (begun && (await readManifest(ready)) !== null) await finish(folder);
  else await removeWork(folder);
}

async function finish(folder: string): Promise<void> {
  const { ready } = partsOf(folder);
  const files = (await readManifest(ready))?.files ?? [];
  const wanted = new Set(files);
  const wantedFolders = foldersOf(files);
  const { ours } = await readContents(folder);
  const stale = ours.filter((path) => path !== MANIFEST && !wanted.has(path));
  // Where a file was there is a folder now, or the other way round.
  const isInTheWay = (path: string) =>
    wantedFolders.has(path) || [...foldersOf([path])].some((parent) => wanted.has(parent));
  await removeStale(folder, stale.filter(isInTheWay));
  // A new folder moves whole, which needs no room on the disk.
  for (const path of [...wantedFolders].sort(compareText)) {
    if (await exists(join(folder, path))) continue;
    await moveFolder(join(ready, path), join(folder, path));
  }
  // Pages last, so that what they show is there before them.
  const isPage = (file: string) => file.endsWith(".html");
  for (const file of [...files.filter((file) => !isPage(file)), ...files.filter(isPage)]) {
    // Else it took its place already, with its folder or before a run was killed.
    if (await exists(join(ready, file))) await moveOnto(join(ready, file), join(folder, file));
  }
  await removeStale(
    folder,
    stale.filter((path) => !isInTheWay(path)),
  );
  await renamePatiently(join(ready, MANIFEST), join(folder, MANIFEST));
  await removeWork(folder);
}

async function removeStale(folder: string, files: readonly string[]): Promise<void> {
  for (const file of files) await rm(join(folder, file), { force: true });
  const deepestFirst = [...foldersOf(files)].sort((a, b) => b.length - a.length);
  // What holds something of somebody else's, or of the new site, stays.
  for (const parent of deepestFirst) await rmdir(join(folder, parent)).catch(() => undefined);
}

async function removeWork(folder: string): Promise<void> {
  const { work, ready, unfinished } = partsOf(folder);
  await rm(ready, { recursive: true, force: true });
  await rm(unfinished, { force: true });
  // The lock may stand in it too.
  await rmdir(work).catch(() => undefined);
}

/** To where nobody looks yet. */
async function moveInto(source: string, target: string): Promise<void> {
  try {
    await rename(source, target);
  } catch (error) {
    if (systemCode(error) !== "EXDEV") throw error;
    await copyFile(source, target);
  }
}

/** Where the folder above is another mount its files move one by one. */
async function moveFolder(source: string, target: string): Promise<void> {
  try {
    await renamePatiently(source, target);
  } catch (error) {
    if (systemCode(error) !== "EXDEV") throw error;
    await mkdir(target);
  }
}

/** To where somebody may be reading; a folder of the site may be another mount. */
async function moveOnto(source: string, target: string): Promise<void> {
  try {
    await renamePatiently(source, target);
  } catch (error) {
    if (systemCode(error) !== "EXDEV") throw error;
    const beside = join(dirname(target), createTemporaryName());
    try {
      await copyFile(source, beside);
      await renamePatiently(beside, target);
    } finally {
      await rm(beside, { force: true });
    }
    await unlink(source);
  }
}
