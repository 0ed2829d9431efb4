/** Rows that stand in a script behind COPY. */
import { toWords } from "./sql-lexer.ts";

/** Whether the statement is followed by rows of data, up to a line `\.`. */
export function readsCopyData(statement: string): boolean {
  if (!/^COPY\b/i.test(statement)) return false;
  const words = toWords(statement).filter(({ depth, text }) => depth === 0 && text !== ")");
  return words.some(({ upper }, place) => upper === "FROM" && words[place + 1]?.upper === "STDIN");
}

export interface CopyData {
  /** What stands behind the statement in its line. */
  restOfLine: string;
  /** Offset of the first row. */
  line: number;
  /** Without `\.`. */
  rows: number;
  /** Offset of the end of the line `\.`, or of the text. */
  end: number;
}

/** The rows of a statement that ends at the position; `null` where no line follows. */
export function findCopyData(text: string, position: number): CopyData | null {
  const line = text.indexOf("\n", position) + 1;
  if (line === 0) return null;
  const mark = /^\\\.[^\S\n]*$/gm;
  mark.lastIndex = line;
  const match = mark.exec(text);
  const end = match === null ? text.length : mark.lastIndex;
  let rows = 0;
  for (let at = text.indexOf("\n", line); at !== -1 && at < (match?.index ?? end); at = text.indexOf("\n", at + 1))
    rows += 1;
  return { restOfLine: text.slice(position, line - 1), line, rows, end };
}
