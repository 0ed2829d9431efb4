/** Reads a folder for recognising whose layout it has. */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { compareText } from "../../../src/model/names.ts";
import type { Folder } from "./layout.ts";
import { readSqlText } from "./sql-text.ts";
import { readSurroundings } from "./surroundings.ts";

/** Bytes in which a tool's mark stands. */
const HEAD_BYTES = 4096;

/** The folder at an absolute path, `given` by the user. Throws what the file system throws where it may not be read. */
export function openFolder(path: string, given: string): Folder {
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => compareText(a.name, b.name));
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return {
    given,
    path: path.split(/[/\\]/).filter((part) => part !== ""),
    files: entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name),
    folders,
    around: readSurroundings(path),
    inside: (folder) => (folders.includes(folder) ? readdirSync(join(path, folder)) : []),
    head: (file) => readHead(join(path, file)),
    read: (file) => readSqlText(readFileSync(join(path, file)), join(given, file)),
  };
}

function readHead(path: string): string {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(HEAD_BYTES);
    return bytes.toString("latin1", 0, readSync(file, bytes, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(file);
  }
}
