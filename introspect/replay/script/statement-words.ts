/** What a statement is about, for messages and for telling what is missing once it was left out. */
import { maskSecrets } from "../../../src/model/secrets.ts";
import { follows, nameAt, skipIfExists } from "../limits/limit.ts";
import { toWords, type Word } from "./sql-lexer.ts";

/** So much of a statement is looked at, blanks and line breaks among it. */
const LOOKED_AT = 20_000;

/** A statement on one line, at most so long; passwords masked. */
export function shorten(text: string, length = 120): string {
  const line = maskSecrets(text.slice(0, LOOKED_AT)).replace(/\s+/g, " ").trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}

const KINDS = [
  ["MATERIALIZED", "VIEW"],
  ["FOREIGN", "TABLE"],
  ["FOREIGN", "DATA", "WRAPPER"],
  ["USER", "MAPPING"],
  ["EVENT", "TRIGGER"],
  ["ACCESS", "METHOD"],
  ["OPERATOR", "CLASS"],
  ["OPERATOR", "FAMILY"],
  ["TEXT", "SEARCH", "DICTIONARY"],
  ["TEXT", "SEARCH", "CONFIGURATION"],
  ["TABLE"],
  ["VIEW"],
  ["INDEX"],
  ["FUNCTION"],
  ["PROCEDURE"],
  ["AGGREGATE"],
  ["TRIGGER"],
  ["TYPE"],
  ["DOMAIN"],
  ["SEQUENCE"],
  ["SERVER"],
  ["SCHEMA"],
  ["POLICY"],
  ["CAST"],
  ["OPERATOR"],
  ["COLLATION"],
  ["LANGUAGE"],
  ["STATISTICS"],
  ["PUBLICATION"],
];
const BETWEEN = /^(OR|REPLACE|UNIQUE|TEMP|TEMPORARY|UNLOGGED|RECURSIVE|CONSTRAINT|TRUSTED|PROCEDURAL|GLOBAL|LOCAL)$/;

export interface MadeObject {
  /** In lower case: `foreign table`. */
  kind: string;
  /** As it stands in the statement. */
  source: string;
  /** Its last part, folded. */
  bare: string;
}

/** What a CREATE makes, or `null` for any other statement. */
export function madeBy(text: string): MadeObject | null {
  const words = toWords(text.slice(0, 2000));
  if (!follows(words, 0, "CREATE")) return null;
  let at = 1;
  while (BETWEEN.test(words[at]?.upper ?? "")) at += 1;
  const kind = KINDS.find((keywords) => follows(words, at, ...keywords));
  if (kind === undefined) return null;
  at += kind.length;
  if (follows(words, at, "CONCURRENTLY")) at += 1;
  const name = nameAt(words, skipIfExists(words, at));
  return name === null ? null : { kind: kind.join(" ").toLowerCase(), source: name.source, bare: name.bare };
}

/** Whether a statement, left out, takes nothing of the schema with it that is not missing already. */
export function isAside(text: string): boolean {
  return isAboutRows(text) || /^(COMMENT|GRANT|REVOKE|DROP|ANALYZE|SET|REINDEX)\b/i.test(text) || isAsideChange(text);
}

/** Whether a statement reads or writes rows; what functions do that it calls is another matter. */
export function isAboutRows(text: string): boolean {
  return /^(SELECT|INSERT|UPDATE|DELETE|MERGE|WITH|VALUES|TABLE)\b/i.test(text);
}

/** An ALTER that hands something over, or does away with a constraint. */
function isAsideChange(text: string): boolean {
  if (!/^ALTER\s/i.test(text)) return false;
  return (
    /\bOWNER\s+TO\s+\S+$/i.test(text) ||
    /^ALTER\s+TABLE\s[^,]*\b(DROP|VALIDATE)\s+CONSTRAINT\s[^,]+$/i.test(text) ||
    /^ALTER\s+EXTENSION\s/i.test(text)
  );
}

/** Names of columns that an ALTER TABLE adds, folded. */
export function columnsAddedBy(text: string): string[] {
  const words: Word[] = toWords(text.slice(0, 20_000));
  if (!follows(words, 0, "ALTER", "TABLE")) return [];
  return words.flatMap((word, at) => {
    if (word.depth > 0 || word.upper !== "ADD") return [];
    const place = skipIfExists(words, follows(words, at + 1, "COLUMN") ? at + 2 : at + 1);
    if (follows(words, place, "CONSTRAINT|PRIMARY|UNIQUE|CHECK|FOREIGN|EXCLUDE|VALUE|ATTRIBUTE")) return [];
    const name = nameAt(words, place);
    return name === null ? [] : [name.bare];
  });
}
