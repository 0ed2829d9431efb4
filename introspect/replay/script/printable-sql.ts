/** SQL as it may be printed: the same statement, and harmless to a terminal or a build's log that shows it. */
import { replaceRunnerCommands } from "../../../src/model/runner-commands.ts";
import { replaceUnseen } from "../../../src/model/visible-text.ts";
import { nextToken, type Token } from "./sql-lexer.ts";

/**
 * The statement with characters that nobody sees, and what a build's runner takes for a command, written by SQL's own
 * escapes: `U&"…"` for names, `E'…'` for strings and for bodies of routines. PostgreSQL manual, 4.1.1 and 4.1.2.2.
 */
export function toPrintableSql(sql: string): string {
  if (isPrintable(sql)) return sql;
  const parts: string[] = [];
  for (let position = 0; position < sql.length; ) {
    const token = nextToken(sql, position);
    position = token.end;
    parts.push(toPrintableToken(token, sql.slice(token.start, token.end)));
  }
  return parts.join("");
}

function toPrintableToken({ kind }: Token, text: string): string {
  if (isPrintable(text)) return text;
  if (kind === "quoted" && text.startsWith('"'))
    return `U&${replaceHarmful(text.replaceAll("\\", "\\\\"), formatNameEscape)}`;
  if (kind !== "string") return replaceHarmful(text, () => " ");
  if (/^E'/i.test(text)) return replaceHarmful(text, toStringEscape);
  const body = /^(\$[^$]*\$)([\s\S]*)\1$/.exec(text)?.[2];
  const quoted = body === undefined ? text : `'${body.replaceAll("'", "''")}'`;
  return `E${replaceHarmful(quoted.replaceAll("\\", "\\\\"), toStringEscape)}`;
}

function isPrintable(text: string): boolean {
  return replaceHarmful(text, () => "") === text;
}

function replaceHarmful(text: string, write: (character: string) => string): string {
  return replaceRunnerCommands(replaceUnseen(text, write), write);
}

function formatNameEscape(character: string): string {
  const hex = (character.codePointAt(0) as number).toString(16);
  return hex.length > 4 ? `\\+${hex.padStart(6, "0")}` : `\\${hex.padStart(4, "0")}`;
}

function toStringEscape(character: string): string {
  const hex = (character.codePointAt(0) as number).toString(16);
  return hex.length > 4 ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
}
