/** Reads a folder for recognising whose layout it has. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Bounds } from "../../../src/files/bounds.ts";
import { readBeginning, readLargeFile, readTextFile } from "../../../src/files/read-file.ts";
import { compareText } from "../../../src/model/names.ts";
import type { Folder } from "./layout.ts";
import { readSqlText } from "./sql-text.ts";
import { readSurroundings } from "./surroundings.ts";

/** Bytes in which a tool's mark stands. */
const HEAD_BYTES = 4096;

/** Folders within folders are seldom deeper. */
const MOST_LEVELS = 6;

/**
 * The folder at an absolute path, `given` by the user; its files must lie within bounds. Throws what the file system
 * throws where it may not be read.
 */
export function openFolder(path: string, given: string, bounds: Bounds): Folder {
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => compareText(a.name, b.name));
  const buildReading = (file: string) => ({ place: join(given, file), bounds });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return {
    given,
    absolute: path,
    bounds,
    path: path.split(/[/\\]/).filter((part) => part !== ""),
    files: entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name),
    folders,
    around: readSurroundings(path),
    inside: (folder) => (folders.includes(folder) ? readdirSync(join(path, folder)) : []),
    below: () => folders.flatMap((name) => listBelow(path, name, MOST_LEVELS)),
    head: (file) => readBeginning(join(path, file), buildReading(file), HEAD_BYTES).toString("latin1"),
    readText: (file) => readTextFile(join(path, file), buildReading(file)),
    read: (file) => readSqlText(readLargeFile(join(path, file), buildReading(file)), buildReading(file).place),
  };
}

/** The files of a folder inside and of those in it, links left out. */
function listBelow(path: string, inside: string, levels: number): string[] {
  if (inside.startsWith(".") || levels === 0) return [];
  const entries = readdirSync(join(path, inside), { withFileTypes: true }).sort((a, b) => compareText(a.name, b.name));
  return entries.flatMap((entry) => {
    if (entry.isDirectory()) {
      return entry.name.startsWith(".") ? [] : listBelow(path, `${inside}/${entry.name}`, levels - 1);
    }
    return entry.isFile() ? [`${inside}/${entry.name}`] : [];
  });
}
