/** How indexes are spoken of in sentences. */
import type { Sentence } from "../../model/sentence.ts";

/** `a`, `a` and `b`, `a`, `b` and `c`, each as code. */
export function sayList(names: readonly string[]): Sentence {
  return names.flatMap((name, index) => {
    const between = index === 0 ? [] : [index === names.length - 1 ? " and " : ", "];
    return [...between, { code: name }];
  });
}

/** A predicate without the parentheses around the whole of it, which pg_get_expr always prints. */
export function bare(predicate: string): string {
  if (!predicate.startsWith("(") || !predicate.endsWith(")")) return predicate;
  let depth = 0;
  for (const [position, character] of [...predicate].entries()) {
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (depth === 0) return position === predicate.length - 1 ? predicate.slice(1, -1) : predicate;
  }
  return predicate;
}
