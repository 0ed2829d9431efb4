/** A failed statement, said for people: file and line, the server's words, the statement, what to do. */
import { UserError } from "../../../src/model/user-error.ts";
import { DatabaseError } from "../../session.ts";
import { findConflict } from "../layouts/merge-conflict.ts";
import { explainMissingExtension } from "../limits/extension-hint.ts";
import { explainForeignSql } from "../script/foreign-sql.ts";
import { explainLookAlike } from "../script/look-alikes.ts";
import type { ScriptStatement } from "../script/script.ts";
import { shorten } from "../script/shorten.ts";
import { findMarkWithin } from "../way-back/marks.ts";

const OWN_BOUND =
  "The embedded engine has 2 GB of memory and 1 GB of files to sort in. Run the scripts on a server, and give its postgres:// URL instead.";

/** What to do about an error of this SQLSTATE where the server gives no hint of its own. */
const HINTS: ReadonlyMap<string, string> = new Map([
  ["42P02", "A statement with parameters is a query that a program runs: give the folder that the migrations are in."],
  ["42601", "Check the statement with psql; the embedded engine reads PostgreSQL 18's syntax."],
  ["42P01", "No earlier step makes it: is a step missing, or are the files in the wrong order?"],
  ["42703", "No earlier step makes it: is a step missing, or are the files in the wrong order?"],
  ["42704", "No earlier step makes it: is a step missing, or are the files in the wrong order?"],
  ["42883", "No earlier step makes it: is a step missing, or are the files in the wrong order?"],
  ["3F000", "No earlier step makes the schema: is a step missing, or are the files in the wrong order?"],
  ["42P07", "An earlier step makes it too: does the folder hold more than one history, or a dump beside it?"],
  ["42710", "An earlier step makes it too: does the folder hold more than one history, or a dump beside it?"],
  ["53200", OWN_BOUND],
  ["53400", OWN_BOUND],
  ["54001", "Does it call itself without an end?"],
  ["42P06", "An earlier step makes it too: does the folder hold more than one history, or a dump beside it?"],
]);

/** The error for a statement that failed or cannot be run. `remains` tells what it leaves behind, after the hint. */
export function buildFailure(
  statement: ScriptStatement,
  cause: DatabaseError | string,
  hint: string | null = null,
  remains: string | null = null,
): UserError {
  const own = cause instanceof DatabaseError;
  const message = own ? `${cause.message} (SQLSTATE ${cause.code})` : cause;
  const line = statement.line + (own ? linesBefore(statement.text, cause.position) : 0);
  const advice = hint ?? (own ? hintFor(statement, cause) : null);
  const said = [advice, remains].filter((part) => part !== null);
  return new UserError(`${message.replace(/\.$/, "")}, in: ${shorten(statement.text)}`, {
    place: `${statement.file}:${line}`,
    hint: said.length === 0 ? null : said.join(" "),
    cause: own ? cause : undefined,
  });
}

function hintFor(statement: ScriptStatement, error: DatabaseError): string | null {
  const conflict = error.code === "42601" ? findConflict(statement.text) : null;
  if (conflict !== null) {
    return `\`${conflict.mark}\` is where git left a merge conflict: keep one side, or both in the order in which they are to run.`;
  }
  const mark = error.code === "42601" ? findMarkWithin(statement) : null;
  if (mark !== null) {
    return `\`${mark.text}\` in line ${mark.line} stands within the statement, and parts nothing: close what is above it by a semicolon.`;
  }
  const known =
    explainLookAlike(statement, error) ?? explainForeignSql(statement.text, error) ?? explainMissingExtension(error);
  return known ?? error.hint ?? HINTS.get(error.code) ?? error.detail;
}

/** Line breaks before a 1-based position in characters, which the server counts by code points. */
export function linesBefore(text: string, position: number | null): number {
  if (position === null) return 0;
  let [lines, characters] = [0, 1];
  for (const character of text) {
    if (characters >= position) break;
    if (character === "\n") lines += 1;
    characters += 1;
  }
  return lines;
}
