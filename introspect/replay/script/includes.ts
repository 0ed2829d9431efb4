/** Reads the files that scripts include. */
import { existsSync } from "node:fs";
import { dirname, join, posix, relative, resolve } from "node:path";
import { type Bounds, isWithin, toRealPath } from "../../../src/files/bounds.ts";
import { readLargeFile } from "../../../src/files/read-file.ts";
import { UserError } from "../../../src/model/user-error.ts";
import { readSqlText } from "../layouts/sql-text.ts";
import type { ReadInclude } from "./script.ts";

/**
 * Included files are looked for beside the file that includes them, then in the history's own folder, and only within
 * bounds: whether there is a file elsewhere is not told.
 */
export function buildReadInclude(folder: string, bounds: Bounds): ReadInclude {
  return (path, from, place) => {
    for (const beside of new Set([dirname(join(folder, from)), folder])) {
      const absolute = resolve(beside, path);
      if (isWithin(toRealPath(absolute), bounds) && !existsSync(absolute)) continue;
      const bytes = readLargeFile(absolute, { subject: `The included file ${path}`, place, bounds });
      const file = posix.normalize(relative(folder, absolute).replaceAll("\\", "/"));
      return { file, text: readSqlText(bytes, file) };
    }
    throw new UserError(`The included file ${path} is not there.`, { place });
  };
}
