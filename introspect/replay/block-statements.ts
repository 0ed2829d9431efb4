/** The statements within a DO block, which the server runs as if they stood in the script themselves. */
import { find, follows, identifierAt } from "./limits/limit.ts";
import type { ScriptStatement } from "./script.ts";
import { toStringValue, toWords } from "./sql-lexer.ts";

/** Words of PL/pgSQL behind which a statement begins. */
const BEFORE = /^(BEGIN|THEN|ELSE|LOOP)$/;

/**
 * What a DO block in PL/pgSQL may run, literals of EXECUTE among it, whatever its conditions say; empty for any other
 * statement. Places are the block's own: comments that silence rules stand before it.
 */
export function statementsOfBlock(statement: ScriptStatement): ScriptStatement[] {
  if (!/^DO\b/i.test(statement.text)) return [];
  const words = toWords(statement.text);
  const language = find(words, "LANGUAGE") + 1;
  if (language > 0 && identifierAt(words, language) !== "plpgsql") return [];
  const body = words.find(({ kind }, at) => kind === "string" && at !== language);
  return body === undefined ? [] : textsOf(toStringValue(body.text)).map((text) => ({ ...statement, text }));
}

function textsOf(body: string): string[] {
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
