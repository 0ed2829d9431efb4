/** Statements of a body found by its words, for bodies that no parser takes apart as a whole. */
import { toStringValue, toWords } from "../script/sql-lexer.ts";
import { follows } from "../script/sql-words.ts";

/** Words of PL/pgSQL behind which a statement begins. */
const BEFORE = /^(BEGIN|THEN|ELSE|LOOP)$/;

/** The texts between semicolons and the words behind which a statement begins, and the literals of EXECUTE. */
export function textsOfBody(body: string): string[] {
  const words = toWords(body);
  const ends = words.flatMap(({ text, upper, depth }, at) =>
    text === ";" || (depth === 0 && BEFORE.test(upper)) ? [at] : [],
  );
  return [-1, ...ends].flatMap((end, place) => {
    const part = words.slice(end + 1, ends[place] ?? words.length);
    const [first, last] = [part[0], part.at(-1)];
    if (first === undefined || last === undefined) return [];
    if (follows(part, 0, "EXECUTE") && part[1]?.kind === "string" && (part.length === 2 || follows(part, 2, "USING"))) {
      return [toStringValue(part[1].text).trim()];
    }
    return [body.slice(first.start, last.end)];
  });
}
