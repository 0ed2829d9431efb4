/** Patterns over object keys: `public.*`, `legacy.**`, `public.orders.*_id`. */

/** A part of a relation as keys tell them apart: columns after a dot, all else after `#`. */
export interface KeyPart {
  kind: string;
  name: string;
}

/** Says whether a relation, or a part of it, is meant; without a schema, the key of what stands in none (`role app`). */
export type Glob = (schema: string | null, relation: string, part?: KeyPart) => boolean;

/** Names are compared as they are, not as they are quoted; a zero byte cannot be in a name, so it marks separators. */
const SEPARATOR = "\0";

/**
 * Reads a pattern: `*` stands for any characters within one name, `**` for anything, names in double quotes for
 * themselves. Everything else stands for itself.
 */
export function toGlob(pattern: string): Glob {
  const source = toExpression(pattern);
  const expression = new RegExp(`^${source}$`, "su");
  return (schema, relation, part) => {
    const whole = schema === null ? relation : `${schema}${SEPARATOR}.${relation}`;
    if (part === undefined) return expression.test(whole);
    return expression.test(`${whole}${SEPARATOR}${part.kind === "column" ? "." : "#"}${part.name}`);
  };
}

function toExpression(pattern: string): string {
  let source = "";
  for (const [token] of pattern.matchAll(/"(?:[^"]|"")*"|\*\*|[\s\S]/gu)) {
    if (token === "**") source += ".*";
    else if (token === "*") source += `[^${SEPARATOR}]*`;
    else if (token === "." || token === "#") source += SEPARATOR + escaped(token);
    else if (token.length > 1 && token.startsWith('"')) source += escaped(token.slice(1, -1).replaceAll('""', '"'));
    else source += escaped(token);
  }
  return source;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
