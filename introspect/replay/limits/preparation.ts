/** What scripts need that an empty engine does not have, found before the first of them runs. */
import { compareText } from "../../../src/model/names.ts";
import { embeddedExtensions } from "../engine/embedded-extensions.ts";
import type { ScriptStatement } from "../script/script.ts";
import { toWords, type Word } from "../script/sql-lexer.ts";
import { find, follows, identifierAt } from "./limit.ts";
import { libraryOf } from "./routines.ts";

export interface Needs {
  /** Those of the engine's extensions that scripts make, or whose library a function uses. */
  extensions: string[];
  /** Roles that are named and that no script makes. */
  roles: string[];
  /** Collations of the system's libraries that are named, for example `de-x-icu`, `fr_FR.utf8`. */
  collations: string[];
}

const CONCERNED = /^(CREATE|ALTER|GRANT|REVOKE|SET|REASSIGN|DROP\s+OWNED|COMMENT\s+ON\s+ROLE)\b/i;
/** Also inside DO blocks and strings, which is why this is no matter of words. */
const MAKES_ROLE =
  /\b(?:CREATE\s+(?:ROLE|USER|GROUP)|ALTER\s+(?:ROLE|USER|GROUP)\s+\S+\s+RENAME\s+TO)\s+(?:IF\s+NOT\s+EXISTS\s+)?(?:"((?:[^"]|"")+)"|([\w$]+))/gi;
/** The engine loads them when it starts, so those that a block or a function may make have to be known too. */
const MAKES_EXTENSION = /\bCREATE\s+EXTENSION\b/i;
const COLLATION = /\bCOLLATE\s+(?:pg_catalog\s*\.\s*)?"([\w.-]+)"/gi;
/** An ICU collation, or one of a C library. */
const LIBRARY_COLLATION = /-x-icu$|^[a-z]{2,3}_[A-Z]{2}(\.[\w-]+)?$/;
const NO_ROLES = new Set([
  "public",
  "current_user",
  "current_role",
  "session_user",
  "none",
  "default",
  "all",
  "postgres",
]);

/** Looks all statements of a history over. */
export function findNeeds(statements: Iterable<ScriptStatement>): Needs {
  const [extensions, named, made, collations] = [
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
  ];
  for (const { text } of statements) {
    for (const match of text.matchAll(MAKES_ROLE))
      made.add(match[1]?.replaceAll('""', '"') ?? match[2]?.toLowerCase() ?? "");
    for (const [, name] of text.matchAll(COLLATION))
      if (LIBRARY_COLLATION.test(name as string)) collations.add(name as string);
    if (MAKES_EXTENSION.test(text)) for (const name of shippedIn(text)) extensions.add(name);
    if (!CONCERNED.test(text)) continue;
    const words = toWords(text);
    const library = text.includes("$libdir/") ? libraryOf(words) : null;
    if (library !== null) extensions.add(library);
    for (const role of rolesIn(words)) named.add(role);
  }
  const roles = [...named].filter((role) => !made.has(role) && !NO_ROLES.has(role) && !role.startsWith("pg_"));
  return {
    extensions: [...extensions].sort(compareText),
    roles: roles.sort(compareText),
    collations: [...collations].sort(compareText),
  };
}

/** The shipped extensions whose names stand anywhere in the text; one too many is loaded and never made. */
function shippedIn(text: string): string[] {
  return embeddedExtensions.filter((name) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`, "i").test(text));
}

/** The roles that a statement speaks of in the places where PostgreSQL expects one. */
function rolesIn(words: readonly Word[]): string[] {
  const roles: string[] = [];
  const takeList = (at: number): void => {
    let place = follows(words, at, "GROUP") ? at + 1 : at;
    while (words[place]?.kind === "word" || words[place]?.kind === "quoted") {
      roles.push(identifierAt(words, place) as string);
      if (words[place + 1]?.text !== ",") return;
      place += 2;
    }
  };
  const takeAfter = (...keywords: string[]): void => {
    const at = find(words, ...keywords);
    if (at !== -1) takeList(at + keywords.length);
  };
  if (follows(words, 0, "GRANT|REVOKE")) {
    const on = find(words, "ON");
    if (on === -1) takeList(1);
    const at = words.findLastIndex((word) => word.upper === "TO" || word.upper === "FROM");
    if (at !== -1) takeList(at + 1);
  } else if (follows(words, 0, "SET")) {
    takeAfter("SESSION", "AUTHORIZATION");
    if (follows(words, 1, "ROLE") || follows(words, 2, "ROLE")) takeAfter("ROLE");
  } else if (follows(words, 0, "REASSIGN|DROP", "OWNED")) {
    takeAfter("OWNED", "BY");
    takeAfter("TO");
  } else if (follows(words, 0, "COMMENT", "ON", "ROLE")) {
    takeList(3);
  } else if (follows(words, 0, "CREATE|ALTER", "POLICY")) {
    if (find(words, "RENAME", "TO") === -1) takeAfter("TO");
  } else if (follows(words, 0, "CREATE", "USER", "MAPPING")) {
    takeAfter("FOR");
  } else if (follows(words, 0, "CREATE", "SCHEMA")) {
    takeAfter("AUTHORIZATION");
  } else if (follows(words, 0, "ALTER", "DEFAULT", "PRIVILEGES")) {
    takeAfter("FOR", "ROLE|USER");
    const at = words.findLastIndex((word) => word.upper === "TO" || word.upper === "FROM");
    if (at !== -1) takeList(at + 1);
  } else if (follows(words, 0, "ALTER", "USER", "MAPPING")) {
    takeAfter("FOR");
  } else if (follows(words, 0, "ALTER", "ROLE|USER|GROUP")) {
    takeList(2);
  } else if (follows(words, 0, "ALTER")) {
    takeAfter("OWNER", "TO");
  }
  return roles;
}
