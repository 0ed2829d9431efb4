/** Places of words in a statement, for writing it anew without some of them. */
import type { Word } from "./sql-lexer.ts";

/** Whether the words from a place on are these keywords; a keyword with `|` stands for any of them. */
export function follows(words: readonly Word[], at: number, ...keywords: string[]): boolean {
  return keywords.every((keyword, offset) => {
    const word = words[at + offset];
    return word !== undefined && keyword.split("|").includes(word.upper);
  });
}

/** The place of the keywords in the statement, or -1. */
export function find(words: readonly Word[], ...keywords: string[]): number {
  return words.findIndex((_word, at) => follows(words, at, ...keywords));
}

/** The statement without some of its words, the rest to the byte. `ranges` are places, the second one excluded. */
export function without(
  text: string,
  words: readonly Word[],
  ranges: readonly [from: number, to: number][],
  replacement = "",
): string {
  let result = "";
  let position = 0;
  for (const [from, to] of ranges) {
    result += text.slice(position, (words[from] as Word).start) + replacement;
    position = (words[to - 1] as Word).end;
  }
  return result + text.slice(position);
}
