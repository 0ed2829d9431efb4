/** Extensions that the embedded engine does not ship. */
import { embeddedExtension } from "../embedded-extensions.ts";
import {
  find,
  follows,
  identifierAt,
  type Limit,
  leftOut,
  missing,
  rewritten,
  skipIfExists,
  without,
} from "./limit.ts";

/** Whether CREATE EXTENSION can succeed. */
export function isShipped(name: string): boolean {
  return name === "plpgsql" || embeddedExtension(name) !== null;
}

/** The extension that a CREATE EXTENSION asks for, or `null` for any other statement. */
export function createdExtension(words: Parameters<typeof follows>[0]): string | null {
  return follows(words, 0, "CREATE", "EXTENSION") ? identifierAt(words, skipIfExists(words, 2)) : null;
}

export const missingExtension: Limit = {
  construct: "CREATE EXTENSION of one that is not shipped",
  treat: ({ words }) => {
    const name = createdExtension(words);
    if (name === null || isShipped(name)) return null;
    return missing(
      `extension ${name}`,
      "The embedded engine does not ship this extension.",
      [{ kind: "extension", name }],
      `Run the scripts on a server that has ${name}, and give its postgres:// URL instead.`,
    );
  },
};

export const extensionVersion: Limit = {
  construct: "CREATE EXTENSION … VERSION, ALTER EXTENSION … UPDATE TO",
  treat: ({ text, words }) => {
    const reason = "The embedded engine has one version of each extension.";
    if (follows(words, 0, "CREATE", "EXTENSION")) {
      const at = find(words, "VERSION");
      if (at < 3) return null;
      return rewritten(without(text, words, [[at, at + 2]]), `VERSION ${words[at + 1]?.text}`, reason);
    }
    return follows(words, 0, "ALTER", "EXTENSION") && follows(words, 3, "UPDATE")
      ? leftOut(`ALTER EXTENSION ${words[2]?.text} UPDATE`, reason)
      : null;
  },
};

export const aboutMissingExtension: Limit = {
  construct: "COMMENT ON, ALTER and DROP EXTENSION of a missing one",
  treat: ({ words, missingExtensions }) => {
    const at = follows(words, 0, "COMMENT", "ON", "EXTENSION")
      ? 3
      : follows(words, 0, "ALTER|DROP", "EXTENSION")
        ? 2
        : -1;
    if (at === -1) return null;
    const name = identifierAt(words, skipIfExists(words, at));
    if (name === null || !missingExtensions.has(name)) return null;
    return leftOut(`${words[0]?.upper} … EXTENSION ${name}`, "The extension is missing, see there.");
  },
};
