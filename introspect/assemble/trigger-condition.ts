/** The WHEN clause of a trigger, which PostgreSQL prints only as part of the whole definition. */

/** Everything before the clause, quoted identifiers taken whole, so that none can pretend to be the clause. */
const BEFORE = /^(?:[^"]|"(?:[^"]|"")*")*? FOR EACH (?:ROW|STATEMENT) WHEN \(/;

/**
 * The condition without its outer parentheses, from `pg_get_triggerdef`. pg_get_expr cannot print it (it speaks of two
 * relations, OLD and NEW). Throws where the definition has no such clause.
 */
export function parseTriggerCondition(definition: string): string {
  const start = BEFORE.exec(definition)?.[0].length;
  if (start === undefined) throw new Error(`A trigger has a condition, but its definition shows none: ${definition}`);
  let depth = 1;
  let quote: string | null = null;
  for (let position = start; position < definition.length; position += 1) {
    const character = definition[position];
    if (quote !== null) {
      if (character === quote) quote = null;
    } else if (character === "'" || character === '"') quote = character;
    else if (character === "(") depth += 1;
    else if (character === ")") {
      depth -= 1;
      if (depth === 0) return definition.slice(start, position);
    }
  }
  throw new Error(`The condition of a trigger has no end: ${definition}`);
}
