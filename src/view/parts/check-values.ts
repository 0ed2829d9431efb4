/** What a CHECK lets a column hold, short enough for the column's row. */
import type { Constraint } from "../../model/constraint.ts";
import type { Inline, Prose } from "../text.ts";
import type { Target } from "../urls.ts";

/** Characters of an expression that still fit beside a column. */
const LONGEST = 90;

/** As PostgreSQL prints `column IN ('a', 'b')` of a text: a list of literals, each with its type. */
const LIST = /^[\w".(): ]+ = ANY \(+ARRAY\[(.*?)\]\)*(?:::[a-z ]+\[\])?\)*$/s;
const LITERALS = /'((?:[^']|'')*)'(?:::[a-z ]+(?:\(\d+\))?)?\)*(?:::[a-z ]+)?/gy;

/** The values of a list each in a box, else the expression; the constraint's name where that is long. */
export function buildCheckValues({ name, expression }: Constraint, to: Target): Prose {
  const text = stripParentheses(expression ?? "");
  const listed = readList(text);
  if (listed !== null)
    return listed.flatMap((value, index): Prose => [...(index === 0 ? [] : [", "]), { value, to } as Inline]);
  return text === "" || text.length > LONGEST ? ["Checked by ", { code: name, to }, "."] : [{ value: text, to }];
}

/** `null` where the expression is no list of text. */
export function readList(expression: string): string[] | null {
  const inside = LIST.exec(expression)?.[1];
  if (inside === undefined) return null;
  const found: string[] = [];
  let at = 0;
  while (at < inside.length) {
    const opening = /\(*/y;
    opening.lastIndex = at;
    at += opening.exec(inside)?.[0].length ?? 0;
    LITERALS.lastIndex = at;
    const match = LITERALS.exec(inside);
    if (match === null) return null;
    found.push((match[1] as string).replaceAll("''", "'"));
    at = LITERALS.lastIndex;
    if (at < inside.length && !inside.startsWith(", ", at)) return null;
    at += 2;
  }
  return found;
}

/** Without parentheses around the whole. */
function stripParentheses(expression: string): string {
  let text = expression;
  while (text.startsWith("(") && closingOf(text) === text.length - 1) text = text.slice(1, -1);
  return text;
}

/** Where the parenthesis at the start is closed, text in quotes left aside. */
function closingOf(text: string): number {
  let depth = 0;
  for (const match of text.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]/g)) {
    if (match[0] === "(") depth += 1;
    if (match[0] === ")") depth -= 1;
    if (depth === 0) return match.index;
  }
  return -1;
}
