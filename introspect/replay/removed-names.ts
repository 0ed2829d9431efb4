/** What a statement takes away, by the bare names that it has for it. */
import { follows, nameAt, skipIfExists } from "./limits/limit.ts";
import { toWords, type Word } from "./sql-lexer.ts";

/** Words between DROP and the first name. */
const KIND =
  /^(MATERIALIZED|FOREIGN|TABLE|VIEW|INDEX|CONCURRENTLY|SEQUENCE|TYPE|DOMAIN|FUNCTION|PROCEDURE|ROUTINE|AGGREGATE|TRIGGER|POLICY|RULE|SCHEMA|EXTENSION|COLUMN|CONSTRAINT)$/;

/** The last parts of the names in a DROP, and of the columns and constraints that an ALTER TABLE drops; folded. */
export function removedBy(text: string): string[] {
  if (!/^(DROP|ALTER\s+TABLE)\b/i.test(text)) return [];
  const words = toWords(text);
  if (follows(words, 0, "DROP")) return namesAfter(words, 0);
  if (!follows(words, 0, "ALTER", "TABLE")) return [];
  return words.flatMap((word, at) => (word.upper === "DROP" && word.depth === 0 ? namesAfter(words, at) : []));
}

function namesAfter(words: readonly Word[], drop: number): string[] {
  let at = drop + 1;
  while (KIND.test(words[at]?.upper ?? "")) at += 1;
  const names: string[] = [];
  for (let next = skipIfExists(words, at); ; ) {
    const name = nameAt(words, next);
    if (name === null) return names;
    names.push(name.bare);
    if (words[name.next]?.text !== ",") return names;
    next = name.next + 1;
  }
}
