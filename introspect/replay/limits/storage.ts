/** How values are stored, where the embedded engine was built without it. */
import { toWords, type Word } from "../script/sql-lexer.ts";
import { find, follows, without } from "../script/sql-words.ts";
import { settingsIn } from "../statement/settings.ts";
import { type Limit, leftOut, rewritten } from "./limit.ts";

const NO_LZ4 = "The embedded engine was built without lz4; the column is said to have the default compression.";

export const lz4: Limit = {
  construct: "COMPRESSION lz4, default_toast_compression",
  treat: (statement) => {
    const { text, tree } = statement;
    if (!/lz4/i.test(text)) return null;
    const [setting] = "VariableSetStmt" in tree ? settingsIn(tree) : [];
    if (setting?.name === "default_toast_compression") return leftOut("default_toast_compression lz4", NO_LZ4);
    if (!("CreateStmt" in tree || "CreateForeignTableStmt" in tree || "AlterTableStmt" in tree)) return null;
    const { words } = statement;
    if (find(words, "COMPRESSION", "LZ4") === -1) return null;
    // `ALTER COLUMN c SET COMPRESSION lz4` becomes an action that every server has; other actions may stand beside it.
    const actions = rangesOf(words, "SET", "COMPRESSION", "LZ4");
    const bare = without(text, words, actions, "SET COMPRESSION default");
    const rest = toWords(bare);
    return rewritten(without(bare, rest, rangesOf(rest, "COMPRESSION", "LZ4")), "COMPRESSION lz4", NO_LZ4);
  },
};

function rangesOf(words: readonly Word[], ...keywords: string[]): [from: number, to: number][] {
  return words.flatMap((_word, at): [number, number][] =>
    follows(words, at, ...keywords) ? [[at, at + keywords.length]] : [],
  );
}
