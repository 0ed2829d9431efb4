/** What the embedded engine cannot run, and the words with which the table of it is written. */
import type { Node } from "libpg-query";
import type { Omission } from "../../../src/model/catalog.ts";
import type { Word } from "../script/sql-lexer.ts";

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
  tree: Node;
  /** For writing it anew. */
  words: readonly Word[];
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
