/** What a project has around its migrations: files in the folders above them tell which tool runs them. */
import { type Dirent, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { toRealPath } from "../../../src/files/bounds.ts";
import { readTextFile } from "../../../src/files/read-file.ts";
import { compareText } from "../../../src/model/names.ts";

export interface Surroundings {
  /**
   * The nearest file or folder whose name matches, as a path from the migrations: `../Cargo.toml`. With `says`, the
   * nearest file that has these words too. `null` for none. The migrations' own folder counts.
   */
  find(name: RegExp, says?: RegExp): string | null;
  /** The text of the nearest file whose name matches and that has these words; `null` for none. */
  read(name: RegExp, says: RegExp): string | null;
}

/** A repository is seldom deeper; a link that leads in a circle ends here. */
const MOST_LEVELS = 24;
/** Levels that are looked at where no repository is found: the folder itself and the one that it is in. */
const LEVELS_WITHOUT_REPOSITORY = 2;

/** Looks from an absolute path upwards, as far as the repository's own folder and never past it. */
export function readSurroundings(path: string): Surroundings {
  let levels: Level[] | null = null;
  return {
    read: (name, says) => {
      levels ??= readLevels(path);
      for (const { folder, entries } of levels) {
        const texts = entries.filter((entry) => name.test(entry)).map((entry) => readEntry(folder, entry));
        const found = texts.find((text) => says.test(text));
        if (found !== undefined) return found;
      }
      return null;
    },
    find: (name, says) => {
      levels ??= readLevels(path);
      for (const { folder, shown, entries } of levels) {
        const found = entries.find(
          (entry) => name.test(entry) && (says === undefined || says.test(readEntry(folder, entry))),
        );
        if (found !== undefined) return `${shown}${found}`;
      }
      return null;
    },
  };
}

interface Level {
  folder: string;
  /** `../../`, empty for the migrations' own folder. */
  shown: string;
  entries: string[];
}

function readLevels(path: string): Level[] {
  const levels: Level[] = [];
  for (let folder = path; levels.length < MOST_LEVELS; folder = dirname(folder)) {
    const entries = readNames(folder);
    levels.push({ folder, shown: "../".repeat(levels.length), entries });
    if (entries.includes(".git")) return levels;
    if (dirname(folder) === folder) break;
  }
  return levels.slice(0, LEVELS_WITHOUT_REPOSITORY);
}

/** Files and folders, no links and nothing else. None where the folder may not be read. */
function readNames(folder: string): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map(({ name }) => name)
    .sort(compareText);
}

/** Empty for what is no file of the folder, cannot be read, or is too large to say which tool is used. */
function readEntry(folder: string, entry: string): string {
  try {
    return readTextFile(join(folder, entry), { place: entry, bounds: [toRealPath(folder)] });
  } catch {
    return "";
  }
}
