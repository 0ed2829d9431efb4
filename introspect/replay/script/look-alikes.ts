/** Characters that look like one of SQL's and are letters to PostgreSQL, as word processors and web pages write them. */
import type { DatabaseError } from "../../session.ts";
import { ABSENT } from "../limits/losses.ts";
import { nextToken } from "./sql-lexer.ts";

const LOOK_ALIKES: readonly [pattern: RegExp, meant: string][] = [
  [/[\p{Zs}\p{Zl}\p{Zp}\u200b-\u200d\u2060\ufeff]/u, "a plain blank"],
  [/[‘’‚‛“”„‟′″«»]/u, "' or \""],
  [/[\u2010-\u2015\u2212]/u, "-"],
  [/[\u037e\uff1b]/u, ";"],
];
/** What else the server says of such a letter, beside that the syntax is wrong or that something is not there. */
const COLUMN_IN_DEFAULT = "0A000";

/**
 * Says of a statement that failed which such character stands in it and what to write, with its line; `null` where none
 * does. Where the server understood the statement, the character is in what it says.
 */
export function explainLookAlike(
  { text, line }: { text: string; line: number },
  { code, message }: Pick<DatabaseError, "code" | "message">,
): string | null {
  const isSyntax = code === "42601";
  if (!isSyntax && !ABSENT.has(code) && code !== COLUMN_IN_DEFAULT) return null;
  for (let position = 0; position < text.length; ) {
    const { kind, start, end } = nextToken(text, position);
    const word = kind === "word" ? text.slice(start, end) : "";
    for (const [pattern, meant] of LOOK_ALIKES) {
      const found = pattern.exec(word);
      if (found === null || !(isSyntax || code === COLUMN_IN_DEFAULT || message.includes(found[0]))) continue;
      const at = line + text.slice(0, start + found.index).split("\n").length - 1;
      const code16 = (found[0].codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
      const shown = meant === "a plain blank" ? `U+${code16}` : `\`${found[0]}\` (U+${code16})`;
      return `${shown} in line ${at} is a letter to PostgreSQL: write ${meant} in its place.`;
    }
    position = end;
  }
  return null;
}
