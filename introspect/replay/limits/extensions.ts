/** Versions of extensions, of which the embedded engine has one. */
import { find, without } from "../script/sql-words.ts";
import { optionOf } from "../statement/statement-tree.ts";
import { type Limit, leftOut, rewritten } from "./limit.ts";

export const extensionVersion: Limit = {
  construct: "CREATE EXTENSION … VERSION, ALTER EXTENSION … UPDATE TO",
  treat: ({ text, tree, words }) => {
    const reason = "The embedded engine has one version of each extension.";
    if ("AlterExtensionStmt" in tree)
      return leftOut(`ALTER EXTENSION ${tree.AlterExtensionStmt.extname} UPDATE`, reason);
    if (!("CreateExtensionStmt" in tree)) return null;
    if (optionOf(tree.CreateExtensionStmt.options, "new_version") === undefined) return null;
    const at = find(words, "VERSION");
    return rewritten(without(text, words, [[at, at + 2]]), `VERSION ${words[at + 1]?.text}`, reason);
  },
};
