/** Statements about the session that break the embedded engine or do nothing in it. */
import { toStringValue, type Word } from "../script/sql-lexer.ts";
import { find, follows, type Limit, leftOut, rewritten } from "./limit.ts";

const SAFE_ENCODING = /^(utf-?8|unicode|sql_ascii|default)$/i;
const ONLY_UTF8 = "The embedded engine speaks UTF-8 only; the files are read as what they are.";

function encodingAt(words: readonly Word[], at: number): string {
  const word = words[at];
  return word === undefined ? "" : word.kind === "string" ? toStringValue(word.text) : word.text;
}

export const clientEncoding: Limit = {
  construct: "SET client_encoding, SET NAMES, set_config('client_encoding', …)",
  treat: ({ words }) => {
    let value: string | null = null;
    if (follows(words, 0, "SET")) {
      const at = follows(words, 1, "SESSION|LOCAL") ? 2 : 1;
      if (follows(words, at, "NAMES")) value = encodingAt(words, at + 1);
      else if (follows(words, at, "CLIENT_ENCODING")) value = encodingAt(words, at + 2);
    } else if (follows(words, 0, "SELECT")) {
      const at = words.findIndex((word) => word.kind === "string" && /^'client_encoding'$/i.test(word.text));
      if (at !== -1 && find(words, "SET_CONFIG") !== -1) value = encodingAt(words, at + 2);
    }
    if (value === null || SAFE_ENCODING.test(value)) return null;
    return rewritten("SET client_encoding = 'UTF8'", `client_encoding ${value}`, ONLY_UTF8);
  },
};

export const resetAuthorization: Limit = {
  construct: "RESET SESSION AUTHORIZATION, SET SESSION AUTHORIZATION DEFAULT",
  treat: ({ words }) => {
    const resets = follows(words, 0, "RESET", "SESSION", "AUTHORIZATION");
    const sets = follows(words, 0, "SET") && find(words, "SESSION", "AUTHORIZATION", "DEFAULT") !== -1;
    if (!resets && !sets) return null;
    return rewritten(
      "SET SESSION AUTHORIZATION postgres",
      resets ? "RESET SESSION AUTHORIZATION" : "SET SESSION AUTHORIZATION DEFAULT",
      "It does nothing in the embedded engine; the role is set by its name instead.",
    );
  },
};

export const discardAll: Limit = {
  construct: "DISCARD ALL",
  treat: ({ words }) =>
    follows(words, 0, "DISCARD", "ALL")
      ? rewritten(
          "SET SESSION AUTHORIZATION postgres; RESET ROLE; RESET ALL; DISCARD TEMP; DEALLOCATE ALL",
          "DISCARD ALL",
          "The embedded engine does not give the role back with it; the same is done in parts.",
        )
      : null,
};

export const load: Limit = {
  construct: "LOAD",
  treat: ({ words }) =>
    follows(words, 0, "LOAD") ? leftOut("LOAD", "The embedded engine loads no library; it makes no object.") : null,
};
