/** Versions of extensions, of which the embedded engine has one. */
import { find, follows, type Limit, leftOut, rewritten, without } from "./limit.ts";

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
