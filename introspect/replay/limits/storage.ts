/** How values are stored, where the embedded engine was built without it. */
import { toWords, type Word } from "../script/sql-lexer.ts";
import { find, follows, type Limit, leftOut, rewritten, without } from "./limit.ts";

const NO_LZ4 = "The embedded engine was built without lz4; the column is said to have the default compression.";

export const lz4: Limit = {
  construct: "COMPRESSION lz4, default_toast_compression",
  treat: ({ text, words }) => {
    const setting = follows(words, 0, "SET") ? (follows(words, 1, "SESSION|LOCAL") ? 2 : 1) : -1;
    if (setting !== -1) {
      const chosen =
        follows(words, setting, "DEFAULT_TOAST_COMPRESSION") && /lz4/i.test(words[setting + 2]?.text ?? "");
      return chosen ? leftOut("default_toast_compression lz4", NO_LZ4) : null;
    }
    if (!follows(words, 0, "CREATE|ALTER") || find(words, "COMPRESSION", "LZ4") === -1) return null;
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
