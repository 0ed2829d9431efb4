/** Statements about the session that break the embedded engine or do nothing in it. */
import { settingsIn } from "../statement/settings.ts";
import { type Limit, leftOut, rewritten } from "./limit.ts";

const SAFE_ENCODING = /^(utf-?8|unicode|sql_ascii|default)$/i;
const ONLY_UTF8 = "The embedded engine speaks UTF-8 only; the files are read as what they are.";

export const clientEncoding: Limit = {
  construct: "SET client_encoding, SET NAMES, set_config('client_encoding', …)",
  treat: ({ text, tree }) => {
    if (!/encoding|names/i.test(text)) return null;
    const value = settingsIn(tree).find(({ name }) => name === "client_encoding")?.value ?? null;
    if (value === null || SAFE_ENCODING.test(value)) return null;
    return rewritten("SET client_encoding = 'UTF8'", `client_encoding ${value}`, ONLY_UTF8);
  },
};

export const resetAuthorization: Limit = {
  construct: "RESET SESSION AUTHORIZATION, SET SESSION AUTHORIZATION DEFAULT",
  treat: ({ text, tree }) => {
    const [setting] = "VariableSetStmt" in tree ? settingsIn(tree) : [];
    if (setting?.name !== "session_authorization" || setting.value !== null) return null;
    return rewritten(
      "SET SESSION AUTHORIZATION postgres",
      /^RESET\b/i.test(text) ? "RESET SESSION AUTHORIZATION" : "SET SESSION AUTHORIZATION DEFAULT",
      "It does nothing in the embedded engine; the role is set by its name instead.",
    );
  },
};

export const discardAll: Limit = {
  construct: "DISCARD ALL",
  treat: ({ tree }) =>
    "DiscardStmt" in tree && tree.DiscardStmt.target === "DISCARD_ALL"
      ? rewritten(
          "SET SESSION AUTHORIZATION postgres; RESET ROLE; RESET ALL; DISCARD TEMP; DEALLOCATE ALL",
          "DISCARD ALL",
          "The embedded engine does not give the role back with it; the same is done in parts.",
        )
      : null,
};

export const load: Limit = {
  construct: "LOAD",
  treat: ({ tree }) =>
    "LoadStmt" in tree ? leftOut("LOAD", "The embedded engine loads no library; it makes no object.") : null,
};
