/** The list of what is ours in an output folder; a folder with one is a site of ours. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compareText } from "../../model/names.ts";

/** The manifest's name inside the site. */
export const MANIFEST = "cartulary-manifest.json";

export interface Manifest {
  formatVersion: 1;
  /** Where the folder is being written file by file: then `files` are those of the old and of the new site. */
  unfinished?: true;
  /** All files of the site but the manifest, with `/`, sorted. */
  files: string[];
}

/**
 * Writes the manifest of these files.
 * @param path where nobody reads it yet
 */
export async function writeManifest(path: string, files: Iterable<string>, { unfinished = false } = {}): Promise<void> {
  const names = [...new Set(files)].filter((name) => name !== MANIFEST).sort(compareText);
  const manifest: Manifest = { formatVersion: 1, ...(unfinished ? { unfinished } : {}), files: names };
  await writeFile(path, `${JSON.stringify(manifest, null, 1)}\n`);
}

/** `null` where there is none that can be read. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, MANIFEST), "utf8")) as Manifest;
    return Array.isArray(manifest.files) && manifest.files.every((file) => typeof file === "string") ? manifest : null;
  } catch {
    return null;
  }
}
