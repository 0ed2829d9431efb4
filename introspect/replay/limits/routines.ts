/** Languages that the embedded engine does not run. */

import { embeddedExtension } from "../engine/embedded-extensions.ts";
import type { Word } from "../script/sql-lexer.ts";
import {
  follows,
  identifierAt,
  type Limit,
  type LimitedStatement,
  missing,
  nameAt,
  rewritten,
  type Treatment,
} from "./limit.ts";

/** Languages of a server itself; `c` is one, but its libraries are not here. */
const LANGUAGES = new Set(["sql", "plpgsql", "internal"]);

/** The language where it is not one of those; `null` also where the body is SQL and names none. */
function languageOf(words: readonly Word[]): string | null {
  for (const [at, word] of words.entries()) {
    if (word.depth > 0) continue;
    if (word.upper === "BEGIN" || word.upper === "RETURN") return null;
    if (word.upper !== "LANGUAGE") continue;
    const language = identifierAt(words, at + 1);
    return language === null || LANGUAGES.has(language.toLowerCase()) ? null : language;
  }
  return null;
}

export const foreignLanguage: Limit = {
  construct: "functions in C, PL/Python, PL/Perl and other languages",
  treat: ({ words }) => {
    const start = follows(words, 1, "OR", "REPLACE") ? 3 : 1;
    if (!follows(words, 0, "CREATE") || !follows(words, start, "FUNCTION|PROCEDURE")) return null;
    const language = languageOf(words);
    if (language === null || (/^c$/i.test(language) && libraryOf(words) !== null)) return null;
    const name = nameAt(words, start + 1);
    const kind = follows(words, start, "FUNCTION") ? "function" : "procedure";
    return missing(
      `${kind} ${name?.source ?? ""}`,
      `It is written in ${language}, which the embedded engine does not run.`,
      name === null ? [] : [{ kind: "object", name: name.bare }],
    );
  },
};

/** The shipped extension whose library a function in C is in, as in `AS '$libdir/unaccent', 'unaccent_dict'`. */
export function libraryOf(words: readonly Word[]): string | null {
  for (const { kind, text } of words) {
    const library = kind === "string" ? /^'\$libdir\/([\w-]+)'$/.exec(text)?.[1] : undefined;
    if (library !== undefined && embeddedExtension(library) !== null) return library;
  }
  return null;
}

export const foreignBlock: Limit = {
  construct: "DO LANGUAGE of another language",
  treat: ({ words }) => {
    if (!follows(words, 0, "DO")) return null;
    const language = languageOf(words);
    if (language === null) return null;
    return missing("a DO block", `It is written in ${language}, which the embedded engine does not run.`);
  },
};

export const createLanguage: Limit = { construct: "CREATE LANGUAGE", treat: treatLanguage };

function treatLanguage({ text, words }: LimitedStatement): Treatment | null {
  if (!follows(words, 0, "CREATE")) return null;
  const at = words.slice(0, 6).findIndex((word) => word.upper === "LANGUAGE");
  const before = words.slice(1, Math.max(at, 1)).map((word) => word.upper);
  if (at === -1 || !before.every((word) => ["OR", "REPLACE", "TRUSTED", "PROCEDURAL"].includes(word))) return null;
  const name = identifierAt(words, at + 1);
  if (name === null) return null;
  if (name === "plpgsql") {
    // Old dumps make the language that every server has had since.
    return before.includes("REPLACE")
      ? null
      : rewritten(
          text.replace(/^CREATE/i, "CREATE OR REPLACE"),
          `CREATE LANGUAGE ${name}`,
          "The engine has it already.",
        );
  }
  return missing(`language ${name}`, "The embedded engine does not ship this language.", [{ kind: "extension", name }]);
}
