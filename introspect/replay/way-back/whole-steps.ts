/** Steps that carry their way back with them, and those of which the configuration says that all is meant to run. */
import type { Omission } from "../../../src/model/catalog.ts";
import { UserError } from "../../../src/model/user-error.ts";
import type { History, HistoryFile } from "../history.ts";
import { note } from "../limits/limit.ts";
import type { Script } from "../script/script.ts";
import { findWayBackMark, type WayBackMark } from "./marks.ts";

/** What to do about a way back in the file, and what to write where nothing is to be done. */
export function toWholeHint(remedy: string, file: string): string {
  return `${remedy}.\nIf all of it is meant to run, say so in the configuration: wholeSteps: [${JSON.stringify(file)}].`;
}

/** What to do about a file beside another that it takes back. */
export const PAIR_REMEDY =
  "Call such files like 0001_create_orders.up.sql and 0001_create_orders.down.sql, or move the ways back out of the folder";

/**
 * Throws `UserError` for the first file, or the first one that it includes, that has a comment between its way up and its
 * way back. Of a tool whose marks are known the file is cut already: what is left is no mark to the tool, which runs both.
 */
export function checkWaysBack({ files }: History, scripts: readonly Script[], whole: ReadonlySet<string>): void {
  for (const [place, { statements, included }] of scripts.entries()) {
    for (const { file, text } of [files[place] as HistoryFile, ...included]) {
      if (whole.has(file)) continue;
      const own = statements.filter((statement) => statement.file === file);
      const mark = findWayBackMark(text, own);
      if (mark !== null) throw buildWayBackError(file, mark);
    }
  }
}

function buildWayBackError(file: string, { text, line }: WayBackMark): UserError {
  return new UserError(`What stands below \`${text}\` takes back what stands above it, and would be run too.`, {
    place: `${file}:${line}`,
    hint: toWholeHint(
      "Put it into a file of its own, such as 0001_create_orders.down.sql beside 0001_create_orders.up.sql",
      file,
    ),
  });
}

/** Files that the configuration names and the history does not have. */
export function buildIdleWholeSteps(
  { files }: History,
  scripts: readonly Script[],
  whole: ReadonlySet<string>,
): Omission[] {
  const names = new Set([...files, ...scripts.flatMap(({ included }) => included)].map(({ file }) => file));
  return [...whole]
    .filter((file) => !names.has(file))
    .map((file) => note(`wholeSteps: ${file}`, "The history has no such file."));
}
