/** Where files may be read from that nobody named: those in a folder, and those that a script includes. */
import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";

/** Folders by their real paths. A file may be read that lies in one of them, links followed. */
export type Bounds = readonly string[];

/**
 * The bounds that come with folders a user named: the repository that each of them lies in, else the folder itself.
 * A file or pipe stands for the folder that it is in.
 */
export function boundsOf(...named: readonly string[]): Bounds {
  return [
    ...new Set(
      named.map((path) => {
        const real = toRealPath(resolve(path));
        const folder = statSync(real, { throwIfNoEntry: false })?.isDirectory() === false ? dirname(real) : real;
        return findRepository(folder) ?? folder;
      }),
    ),
  ];
}

/** The nearest folder upwards that git keeps, the given one included; `null` where there is none. Git is not asked. */
export function findRepository(folder: string): string | null {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return null;
  }
}

/** Whether a real path lies in the bounds. */
export function isWithin(path: string, bounds: Bounds): boolean {
  return bounds.some((folder) => path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep));
}

/** The path without links, as far as there is something: what is not there lies where it would be. */
export function toRealPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" && code !== "ENOTDIR") throw error;
    return dirname(path) === path ? path : join(toRealPath(dirname(path)), basename(path));
  }
}
