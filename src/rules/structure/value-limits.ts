/**
 * Whether a CHECK limits values. Its expression is read as text because the catalog holds nothing else: pg_constraint
 * knows which columns a check mentions (conkey), and of what it says only a parse tree that PostgreSQL prints.
 * It prints every operator's operands in parentheses, which is what makes reading it this way safe.
 */

/** Whether an expression limits an operand (a column as SQL quotes it, or VALUE) to some values, or to a pattern. */
export function limitsValues(expression: string, operand: string): boolean {
  const text = unwrap(expression);
  const alternatives = split(text, " OR ");
  if (alternatives.length > 1) {
    const open = alternatives.filter((part) => !limitsValues(part, operand));
    return open.length < alternatives.length && open.every((part) => isNullTest(part, operand));
  }
  const conditions = split(text, " AND ");
  if (conditions.length > 1) {
    const bounds = new Set(conditions.map((part) => boundOf(part, operand)));
    return (bounds.has("lower") && bounds.has("upper")) || conditions.some((part) => limitsValues(part, operand));
  }
  return isListed(text, operand);
}

/** `status = 'paid'`, `status = ANY (…)`, `status ~ '^[a-z]+$'`. */
function isListed(text: string, operand: string): boolean {
  for (const operator of [" = ANY ", " ~ ", " ~* "]) {
    const [left, right] = split(text, operator);
    if (left !== undefined && right !== undefined) return isOperand(left, operand);
  }
  const [left, right, more] = split(text, " = ");
  if (left === undefined || right === undefined || more !== undefined) return false;
  return (isOperand(left, operand) && isConstant(right)) || (isConstant(left) && isOperand(right, operand));
}

function boundOf(condition: string, operand: string): "lower" | "upper" | null {
  const text = unwrap(condition);
  for (const operator of [" >= ", " <= ", " > ", " < "]) {
    const [left, right] = split(text, operator);
    if (left === undefined || right === undefined) continue;
    const least = operator.includes(">");
    if (isOperand(left, operand) && isConstant(right)) return least ? "lower" : "upper";
    if (isConstant(left) && isOperand(right, operand)) return least ? "upper" : "lower";
  }
  return null;
}

function isNullTest(text: string, operand: string): boolean {
  const [left, right] = split(unwrap(text), " IS NULL");
  return left !== undefined && right === "" && isOperand(left, operand);
}

/** The operand itself, below casts and functions that change only its case or its blanks. */
function isOperand(text: string, operand: string): boolean {
  const plain = unwrap(split(unwrap(text), "::")[0] as string);
  const call = /^(?:lower|upper|btrim|ltrim|rtrim)\((.*)\)$/s.exec(plain);
  if (call !== null) return isOperand(call[1] as string, operand);
  return plain === operand || (plain !== text && isOperand(plain, operand));
}

function isConstant(text: string): boolean {
  return /^(E?'|-?\d|true$|false$)/.test(unwrap(split(unwrap(text), "::")[0] as string));
}

/** Without the parentheses around the whole. */
function unwrap(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith("(") || !trimmed.endsWith(")")) return trimmed;
  return depths(trimmed).indexOf(0) === trimmed.length - 1 ? unwrap(trimmed.slice(1, -1)) : trimmed;
}

/** The parts between separators that stand outside parentheses, brackets and quotes. */
function split(text: string, separator: string): string[] {
  const depth = depths(text);
  const parts: string[] = [];
  let start = 0;
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) {
    if (at < start || (at > 0 && depth[at - 1] !== 0) || depth[at] !== 0) continue;
    parts.push(text.slice(start, at));
    start = at + separator.length;
  }
  return [...parts, text.slice(start)];
}

/** For each character how deep it stands after it: parentheses and brackets count one, quotes one until they end. */
function depths(text: string): number[] {
  let depth = 0;
  let quote: string | null = null;
  return Array.from({ length: text.length }, (_, at) => {
    const character = text[at] as string;
    if (quote !== null) {
      if (character === quote) quote = null;
    } else if (character === "'" || character === '"') quote = character;
    else if (character === "(" || character === "[") depth += 1;
    else if (character === ")" || character === "]") depth -= 1;
    return depth + (quote === null ? 0 : 1);
  });
}
