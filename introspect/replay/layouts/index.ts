/** Finds out what a path holds: one SQL script, or a folder of migrations and whose layout it is. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { UserError } from "../../../src/model/user-error.ts";
import type { History } from "../history.ts";
import { readPlainFolder } from "./plain.ts";
import { readSqlText } from "./sql-text.ts";

/** Reads the history at a path, a `.sql` file or a folder. Throws `UserError` for everything that is neither. */
export async function readHistory(path: string): Promise<History> {
  const absolute = resolve(path);
  const stats = statSync(absolute, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new UserError("There is no such file or folder.", {
      place: path,
      hint: "Give a postgres:// URL, a folder of .sql migrations, one .sql file or a catalog.json.",
    });
  }
  if (stats.isDirectory()) return readPlainFolder(absolute, path, readdirSync(absolute));
  const name = basename(absolute);
  const text = readSqlText(readFileSync(absolute), path);
  const version = name.replace(/\.sql$/i, "");
  return {
    kind: "script",
    name,
    tool: null,
    folder: dirname(absolute),
    files: [{ version, name: version, file: name, text }],
  };
}
