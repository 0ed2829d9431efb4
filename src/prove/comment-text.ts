/** Untrusted text in SQL comments. */

/** What ends a line somewhere, hides, or turns the direction of what follows. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Text as one line of a comment: nothing in it ends the line, or a block comment that somebody puts around it. */
export function toCommentText(text: string): string {
  return text
    .replaceAll("*/", "* /")
    .replaceAll("/*", "/ *")
    .replaceAll(UNSEEN, (sign) => `\\u${(sign.codePointAt(0) as number).toString(16).padStart(4, "0")}`);
}

/** A statement behind comment marks, every line of it; without the marks it is the statement again. */
export function toCommentedOut(statement: string): string {
  return `-- ${statement.replaceAll(/\r\n|\r|\n/g, (end) => `${end}-- `)};`;
}
