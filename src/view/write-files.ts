/**
 * Writes the files that are no pages beside the pages that Astro built. A route for each costs four times as much,
 * and they are three quarters of all files.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { showUnseen } from "../model/visible-text.ts";
import { toFiles } from "./files.ts";
import { loadSite } from "./load.ts";

/** @param checkpoints the folder that the site is made from */
export async function writeFiles(checkpoints: string, folder: string): Promise<void> {
  const made = new Set<string>();
  for (const file of toFiles(await loadSite(checkpoints))) {
    const path = join(folder, file.path);
    const parent = dirname(path);
    if (!made.has(parent)) await mkdir(parent, { recursive: true });
    made.add(parent);
    await writeFile(path, showUnseen(file.text()));
  }
}
