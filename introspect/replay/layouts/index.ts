/** Finds out what a path holds: one SQL script, or a folder of migrations and whose layout it is. */
import { statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type Bounds, boundsOf } from "../../../src/files/bounds.ts";
import { readLargeFile } from "../../../src/files/read-file.ts";
import { UserError } from "../../../src/model/user-error.ts";
import { readOfflineHistory } from "../alembic/offline-history.ts";
import type { History } from "../history.ts";
import { openFolder } from "./folder.ts";
import type { Folder } from "./layout.ts";
import { refuseWithoutSteps } from "./no-steps.ts";
import { readPlainFolder } from "./plain.ts";
import { layouts } from "./recognised.ts";
import { readSqlText } from "./sql-text.ts";
import { buildUnsupportedError } from "./unsupported.ts";

export interface ReadingOptions {
  /** Files that are steps though their names say that they take another back; left out, none. */
  wholeSteps?: readonly string[];
  /** Where the files of a folder must lie, links followed; left out, the folder's repository. */
  bounds?: Bounds;
}

/** Reads the history at a path, a `.sql` file or a folder. Throws `UserError` for everything that is neither. */
export async function readHistory(path: string, options: ReadingOptions = {}): Promise<History> {
  const absolute = resolve(path);
  try {
    const stats = statSync(absolute, { throwIfNoEntry: false });
    if (stats?.isDirectory()) return readFolder(absolute, path, options);
    if (stats !== undefined) return readScriptFile(absolute, path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "EACCES" && code !== "EPERM") throw error;
    throw new UserError("The file or folder may not be read.", { place: path, cause: error });
  }
  throw new UserError("There is no such file or folder.", {
    place: path,
    hint: "Give a postgres:// URL, a folder of .sql migrations, one .sql file or a catalog.json.",
  });
}

/** A file of a tool that marks the parts in it is read as the tool reads it. */
function readScriptFile(absolute: string, path: string): History {
  const name = basename(absolute);
  const text = readSqlText(readLargeFile(absolute, { place: path, bounds: null }), path);
  const ofAlembic = readOfflineHistory(text, absolute, path);
  if (ofAlembic !== null) return ofAlembic;
  const version = name.replace(/\.sql$/i, "");
  const [parts = { text }] = layouts.flatMap(({ readParts }) => readParts?.(name, text, path) ?? []);
  return {
    kind: "script",
    name,
    tool: null,
    folder: dirname(absolute),
    files: [{ version, name: version, file: name, ...parts }],
  };
}

function readFolder(
  absolute: string,
  path: string,
  { wholeSteps = [], bounds = boundsOf(absolute) }: ReadingOptions,
): History {
  const folder = openFolder(absolute, path, bounds);
  for (const { findSteps } of layouts) {
    const inside = findSteps?.(folder) ?? null;
    if (inside !== null) return readFolder(join(absolute, inside), join(path, inside), { wholeSteps, bounds });
  }
  const history = { kind: "migrations", name: basename(absolute), folder: absolute } as const;
  for (const { tool, recognise, read } of layouts) {
    const evidence = recognise(folder);
    if (evidence === null) continue;
    if (read === undefined) throw buildUnsupportedError(tool, evidence, path);
    return checkSteps({ ...history, tool, ...read(folder) }, folder);
  }
  return checkSteps({ ...history, tool: "sql", ...readPlainFolder(folder, wholeSteps) }, folder);
}

/** A history without steps is none. */
function checkSteps(history: History, folder: Folder): History {
  return history.files.length === 0 ? refuseWithoutSteps(folder) : history;
}
