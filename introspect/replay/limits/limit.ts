/** What the embedded engine cannot run, and the words with which the table of it is written. */
import type { Omission } from "../../../src/model/catalog.ts";
import { toIdentifier, toStringValue, type Word } from "../script/sql-lexer.ts";

/** What happens to a statement instead of sending it as it stands. `place` is filled in by the caller. */
export type Treatment =
  | { kind: "rewritten"; sql: string; omission: Omission }
  | { kind: "omitted"; omission: Omission; loses: Loss[] }
  | { kind: "fatal"; message: string; hint: string };

/**
 * What is missing from here on because a statement was left out. An extension or language may have brought anything;
 * of other objects the bare name is known, folded as PostgreSQL folds it.
 */
export type Loss = { kind: "extension"; name: string } | { kind: "object"; name: string };

/** One row of the table. */
export interface Limit {
  /** The construct, for people. */
  construct: string;
  /** `null` where the statement is none of it. */
  treat(statement: LimitedStatement): Treatment | null;
}

export interface LimitedStatement {
  text: string;
  words: readonly Word[];
}

/** Whether the words from a place on are these keywords; a keyword with `|` stands for any of them. */
export function follows(words: readonly Word[], at: number, ...keywords: string[]): boolean {
  return keywords.every((keyword, offset) => {
    const word = words[at + offset];
    return word !== undefined && keyword.split("|").includes(word.upper);
  });
}

/** The place of the keywords in the statement, or -1. */
export function find(words: readonly Word[], ...keywords: string[]): number {
  return words.findIndex((_word, at) => follows(words, at, ...keywords));
}

/** The place behind IF [NOT] EXISTS, where that stands at the place; else the place itself. */
export function skipIfExists(words: readonly Word[], at: number): number {
  if (follows(words, at, "IF", "EXISTS")) return at + 2;
  return follows(words, at, "IF", "NOT", "EXISTS") ? at + 3 : at;
}

/** An identifier at the place, folded; `null` where there is none. A string counts as well, as in LANGUAGE 'c'. */
export function identifierAt(words: readonly Word[], at: number): string | null {
  const word = words[at];
  if (word === undefined) return null;
  if (word.kind === "string") return toStringValue(word.text);
  return word.kind === "word" || word.kind === "quoted" ? toIdentifier(word) : null;
}

/** A name with its schema as it stands in the statement, its last part folded, and the place behind it. */
export function nameAt(words: readonly Word[], at: number): { source: string; bare: string; next: number } | null {
  let bare = identifierAt(words, at);
  if (bare === null) return null;
  let next = at + 1;
  let source = (words[at] as Word).text;
  while (words[next]?.text === "." && identifierAt(words, next + 1) !== null) {
    bare = identifierAt(words, next + 1) as string;
    source += `.${(words[next + 1] as Word).text}`;
    next += 2;
  }
  return { source, bare, next };
}

/** The statement without some of its words, the rest to the byte. `ranges` are places, the second one excluded. */
export function without(
  text: string,
  words: readonly Word[],
  ranges: readonly [from: number, to: number][],
  replacement = "",
): string {
  let result = "";
  let position = 0;
  for (const [from, to] of ranges) {
    result += text.slice(position, (words[from] as Word).start) + replacement;
    position = (words[to - 1] as Word).end;
  }
  return result + text.slice(position);
}

/** What to do where the embedded engine does not suffice. */
export const USE_A_SERVER = "Run the scripts on a server, and give its postgres:// URL instead.";

/** A part of the schema that is missing from the catalog now. */
export function missing(what: string, reason: string, loses: Loss[] = [], hint = USE_A_SERVER): Treatment {
  return { kind: "omitted", omission: { kind: "schema", what, reason, hint, place: null }, loses };
}

/** Something that is left out and is no part of the schema. */
export function leftOut(what: string, reason: string): Treatment {
  return { kind: "omitted", omission: note(what, reason), loses: [] };
}

export function rewritten(sql: string, what: string, reason: string): Treatment {
  return { kind: "rewritten", sql, omission: note(what, reason) };
}

export function note(what: string, reason: string): Omission {
  return { kind: "note", what, reason, hint: null, place: null };
}
