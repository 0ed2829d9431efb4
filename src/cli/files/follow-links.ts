/** Where a path leads: a link that names an output stays a link, and what it points to is written. */
import { readlink, realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isAbsent } from "../terminal/system-error.ts";

/**
 * The absolute path without any link in it, also where the last parts do not exist, or a link points to nothing yet.
 * @throws the system's error where links go in a circle or a folder on the way cannot be read
 */
export async function followLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
  const parent = dirname(path);
  if (parent === path) return path;
  const folder = await followLinks(parent);
  const here = join(folder, basename(path));
  const target = await readlink(here).catch(() => null);
  return target === null ? here : followLinks(resolve(folder, target));
}
