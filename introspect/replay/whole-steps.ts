/** Steps that carry their way back with them, and those of which the configuration says that all is meant to run. */
import type { Omission } from "../../src/model/catalog.ts";
import { UserError } from "../../src/model/user-error.ts";
import type { History } from "./history.ts";
import { note } from "./limits/limit.ts";
import type { Script } from "./script.ts";
import { findWayBackMark } from "./way-back-marks.ts";

/** What to do about a way back in the file, and what to write where nothing is to be done. */
export function toWholeHint(remedy: string, file: string): string {
  return `${remedy}.\nIf all of it is meant to run, say so in the configuration: wholeSteps: [${JSON.stringify(file)}].`;
}

/**
 * Throws `UserError` for the first file that has a comment between its way up and its way back. Of a tool that is known,
 * the layout has cut it already, and what is left is what the tool runs.
 */
export function checkWaysBack({ tool, files }: History, scripts: readonly Script[], whole: ReadonlySet<string>): void {
  if (tool !== null && tool !== "sql") return;
  for (const [place, { file, text, down }] of files.entries()) {
    if (down !== undefined || whole.has(file)) continue;
    const own = scripts[place]?.statements.filter((statement) => statement.file === file) ?? [];
    const mark = findWayBackMark(text, own);
    if (mark === null) continue;
    throw new UserError(`What stands below \`${mark.text}\` takes back what stands above it, and would be run too.`, {
      place: `${file}:${mark.line}`,
      hint: toWholeHint(
        "Put it into a file of its own, such as 0001_create_orders.down.sql beside 0001_create_orders.up.sql",
        file,
      ),
    });
  }
}

/** Files that the configuration names and the history does not have. */
export function toIdleWholeSteps({ files }: History, whole: ReadonlySet<string>): Omission[] {
  const names = new Set(files.map(({ file }) => file));
  return [...whole]
    .filter((file) => !names.has(file))
    .map((file) => note(`wholeSteps: ${file}`, "The history has no such file."));
}
