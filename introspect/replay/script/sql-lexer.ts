/**
 * Cuts SQL into tokens by PostgreSQL's lexical rules (src/backend/parser/scan.l), as psql does before it sends anything
 * (src/fe_utils/psqlscan.l).
 */
import { VARIABLE } from "./psql-variables.ts";

export type TokenKind =
  /** White space and comments; they are told apart from tokens only. */
  | "space"
  /** An unquoted identifier or keyword. */
  | "word"
  /** `"…"`. */
  | "quoted"
  /** `'…'`, `E'…'`, `$tag$…$tag$` and the like. */
  | "string"
  | "number"
  /** `:name`, `:'name'`, `:"name"`, `:{?name}`: a psql variable where one of that name is set. */
  | "variable"
  /** `\`, where psql's own commands begin. */
  | "backslash"
  /** Any other character. */
  | "symbol"
  /** A string, quoted name or comment that the text ends in. */
  | "unterminated";

export interface Token {
  kind: TokenKind;
  /** Offsets in UTF-16 units. */
  start: number;
  end: number;
}

/** Nothing else is white space: other blanks of Unicode are letters of a name, and so is a byte order mark. */
const SPACE = /[ \t\n\r\f\v]+/y;
/** A carriage return ends a line as a line feed does. */
const LINE_COMMENT = /--[^\n\r]*/y;
const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const NUMBER = /\d[\w.]*|\.\d[\w]*/y;
/** With the letter behind it, which the server then refuses: it begins no string of its own. */
const PARAMETER = /\$\d+[A-Za-z_\u0080-\uffff]?/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;

function matchAt(pattern: RegExp, text: string, position: number): number {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/**
 * The token that begins at the position, which is below the text's length. With `standardStrings` false
 * (standard_conforming_strings off), a backslash escapes in plain strings too.
 */
export function nextToken(text: string, position: number, standardStrings = true): Token {
  const make = (kind: TokenKind, end: number): Token => ({ kind, start: position, end });
  const closed = (kind: TokenKind, end: number): Token =>
    end === -1 ? make("unterminated", text.length) : make(kind, end);

  let end = matchAt(SPACE, text, position);
  if (end !== -1) return make("space", end);
  const character = text[position] as string;
  switch (character) {
    case "-":
      end = matchAt(LINE_COMMENT, text, position);
      return end === -1 ? make("symbol", position + 1) : make("space", end);
    case "/":
      return text[position + 1] === "*" ? closed("space", endOfComment(text, position)) : make("symbol", position + 1);
    case "'":
      return closed("string", endOfString(text, position + 1, !standardStrings));
    case '"':
      return closed("quoted", endOfQuoted(text, position + 1));
    case "$": {
      const tagEnd = matchAt(DOLLAR_TAG, text, position);
      if (tagEnd === -1) {
        end = matchAt(PARAMETER, text, position);
        return end === -1 ? make("symbol", position + 1) : make("number", end);
      }
      const tag = text.slice(position, tagEnd);
      const close = text.indexOf(tag, tagEnd);
      return closed("string", close === -1 ? -1 : close + tag.length);
    }
    case "\\":
      return make("backslash", position + 1);
    case ":":
      if (text[position + 1] === ":") return make("symbol", position + 2);
      end = matchAt(VARIABLE, text, position);
      return end === -1 ? make("symbol", position + 1) : make("variable", end);
  }
  end = matchAt(WORD, text, position);
  if (end !== -1) {
    if (text[end] === "'" && end === position + 1) {
      if (/e/i.test(character)) return closed("string", endOfString(text, end + 1, true));
      if (/n/i.test(character)) return closed("string", endOfString(text, end + 1, !standardStrings));
      if (/[bx]/i.test(character)) return closed("string", endOfString(text, end + 1, false));
    }
    if (end === position + 1 && /u/i.test(character) && text[end] === "&") {
      if (text[end + 1] === "'") return closed("string", endOfString(text, end + 2, false));
      if (text[end + 1] === '"') return closed("quoted", endOfQuoted(text, end + 2));
    }
    return make("word", end);
  }
  end = matchAt(NUMBER, text, position);
  return end === -1 ? make("symbol", position + 1) : make("number", end);
}

/** Comments nest. -1 where the comment is not closed. */
function endOfComment(text: string, position: number): number {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = position;
  let depth = 0;
  for (let match = edge.exec(text); match !== null; match = edge.exec(text)) {
    depth += match[0] === "/*" ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return -1;
}

/** From behind the opening quote to behind the closing one; a string goes on after a line break. */
function endOfString(text: string, position: number, escapes: boolean): number {
  for (let at = position; at < text.length; at += 1) {
    const character = text[at];
    if (character === "\\" && escapes) at += 1;
    else if (character === "'") {
      if (text[at + 1] === "'") at += 1;
      else {
        const next = escapes ? continuationOf(text, at + 1) : -1;
        if (next === -1) return at + 1;
        at = next;
      }
    }
  }
  return -1;
}

/** The quote with which a string goes on behind its end: behind a line break, comments aside. -1 where it does not. */
function continuationOf(text: string, position: number): number {
  let broken = false;
  for (let at = position; at < text.length; ) {
    if (text[at] === "'") return broken ? at : -1;
    const end = Math.max(matchAt(SPACE, text, at), matchAt(LINE_COMMENT, text, at));
    if (end === -1) return -1;
    broken ||= /[\n\r]/.test(text.slice(at, end));
    at = end;
  }
  return -1;
}

function endOfQuoted(text: string, position: number): number {
  let at = text.indexOf('"', position);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at === -1 ? -1 : at + 1;
}

/** A token that means something, with its text. */
export interface Word extends Token {
  text: string;
  /** For an unquoted word its upper case; for everything else the text itself. */
  upper: string;
  /** How many parentheses it stands in; a parenthesis itself stands outside. */
  depth: number;
}

/** The tokens of a statement without space and comments. */
export function toWords(statement: string): Word[] {
  const words: Word[] = [];
  let depth = 0;
  for (let position = 0; position < statement.length; ) {
    const token = nextToken(statement, position);
    position = token.end;
    if (token.kind === "space") continue;
    const text = statement.slice(token.start, token.end);
    if (text === ")" && depth > 0) depth -= 1;
    words.push({ ...token, text, upper: token.kind === "word" ? text.toUpperCase() : text, depth });
    if (text === "(") depth += 1;
  }
  return words;
}

/** The name that an identifier token stands for: folded to lower case, or without its quotes. */
export function toIdentifier(word: Pick<Word, "kind" | "text">): string {
  if (word.kind === "quoted") return word.text.replace(/^U&/i, "").slice(1, -1).replaceAll('""', '"');
  return word.text.toLowerCase();
}

/** What a string token stands for, escapes of E'' left as they are. */
export function toStringValue(text: string): string {
  const dollar = /^(\$[^$]*\$)([\s\S]*)\1$/.exec(text);
  if (dollar !== null) return dollar[2] as string;
  return text
    .replace(/^(?:[ebxn]|U&)?'/i, "")
    .replace(/'$/, "")
    .replaceAll("''", "'");
}
