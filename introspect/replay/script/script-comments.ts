/** Comments of a script that stand between its statements. */
import type { ScriptStatement } from "./script.ts";

export interface Comment {
  /** As it stands, without space around it. */
  text: string;
  /** 1-based, of its beginning. */
  line: number;
}

/**
 * The comments that begin a line and are part of no statement; one in several lines is one. `statements` are the
 * script's own, without those of files that it includes.
 */
export function readComments(text: string, statements: readonly ScriptStatement[]): Comment[] {
  const comments: Comment[] = [];
  const ends = new Map(statements.map((statement) => [statement.line, statement.line + countBreaks(statement.text)]));
  let covered = 0;
  let open: Comment | null = null;
  for (const [index, content] of text.split("\n").entries()) {
    const line = index + 1;
    covered = Math.max(covered, ends.get(line) ?? 0);
    if (line <= covered) continue;
    const trimmed = content.trim();
    if (open !== null) open.text += `\n${trimmed}`;
    else if (/^(--|\/\*)/.test(trimmed)) comments.push({ text: trimmed, line });
    if (open === null && trimmed.startsWith("/*")) open = comments.at(-1) ?? null;
    if (open !== null && trimmed.lastIndexOf("*/") > trimmed.lastIndexOf("/*")) open = null;
  }
  return comments;
}

function countBreaks(text: string): number {
  return text.split("\n").length - 1;
}
