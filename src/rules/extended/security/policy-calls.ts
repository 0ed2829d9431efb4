/** Calls in the expression of a policy, as PostgreSQL prints it. */

const CONSTANT = String.raw`(?:'(?:[^']|'')*'(?:::\w+)?|true|false|\d+)`;
/** A name, maybe with its schema, and between parentheses nothing or constants. */
const CALL = new RegExp(
  String.raw`(?<![\w".])((?:[a-z_][a-z0-9_]*\.)?[a-z_][a-z0-9_]*)\((?:${CONSTANT}(?:, ${CONSTANT})*)?\)`,
  "g",
);
/** No functions, or ones that cost nothing. */
const OTHER = /^(any|all|in|and|or|not|array|row|values|coalesce|exists|now)$/;

/** Calls without arguments, or with constants alone, outside a sub-select. */
export function callsPerRow(expression: string): string[] {
  return [...withoutSelects(expression).matchAll(CALL)].flatMap(([call, name]) =>
    OTHER.test(name as string) ? [] : [call],
  );
}

/** The expression without what stands in a sub-select, however deep: `( SELECT …)`. */
function withoutSelects(expression: string): string {
  const start = expression.search(/\(\s*SELECT\b/);
  if (start < 0) return expression;
  let depth = 0;
  for (let at = start; at < expression.length; at += 1) {
    if (expression[at] === "(") depth += 1;
    if (expression[at] === ")") depth -= 1;
    if (depth === 0) return withoutSelects(`${expression.slice(0, start)} ${expression.slice(at + 1)}`);
  }
  return expression.slice(0, start);
}
