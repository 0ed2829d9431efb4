/** Untrusted text in SQL comments. */
import { toPrintableSql } from "../../introspect/replay/script/printable-sql.ts";
import { breakRunnerCommands } from "../model/runner-commands.ts";
import { showOnOneLine } from "../model/visible-text.ts";

/** Text as one line of a comment: nothing in it ends the line, or a block comment that somebody puts around it. */
export function toCommentText(text: string): string {
  return breakRunnerCommands(showOnOneLine(text, "\\u000a")).replaceAll("*/", "* /").replaceAll("/*", "/ *");
}

/** A statement behind comment marks, every line of it; without the marks it is the statement again. */
export function toCommentedOut(statement: string): string {
  return `-- ${toPrintableSql(statement).replaceAll(/\r?\n/g, (end) => `${end}-- `)};`;
}
