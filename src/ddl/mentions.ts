/** Which objects a statement mentions by qualified name. PostgreSQL prints every name outside pg_catalog qualified. */

/** Schema and name as one key; a zero byte cannot be in an identifier. */
export function keyOf(schema: string, name: string): string {
  return `${schema}\0${name}`;
}

/** The key of what stands in no schema, such as `language`; a schema's name is never empty. */
export function keyOfKind(kind: string, name: string): string {
  return `\0${kind}\0${name}`;
}

/** The key of the operator classes that indexes on a type take by themselves, from the type's own key. */
export function keyOfDefaultClass(type: string): string {
  return keyOfKind("default operator class", type);
}

const TOKEN = new RegExp(
  [
    // Quoted identifiers, and plain ones.
    `"(?:[^"]|"")*"`,
    `[A-Za-z_\\u0080-\\uffff][\\w$\\u0080-\\uffff]*`,
    // Literals, of which those cast to a reg… type name an object.
    `[eE]?'(?:[^']|'')*'(?:::(?:pg_catalog\\.)?reg[a-z]+)?`,
    // Dollar-quoted bodies: what a routine does is looked up when it runs.
    `\\$(?<tag>[A-Za-z_]\\w*)?\\$[^]*?\\$\\k<tag>\\$`,
    // Operators, and anything else as one character.
    `[-+*/<>=~!@#%^&|\`?]+`,
    `[^\\s]`,
  ].join("|"),
  "g",
);

/** The keys of all `schema.name` pairs, names of columns (`table.column`) among them: look them up, do not trust them. */
export function mentionsOf(sql: string): Set<string> {
  const found = new Set<string>();
  let before: string | null = null;
  let dot = false;
  for (const [token] of sql.matchAll(TOKEN)) {
    if (token === "." && before !== null) {
      dot = true;
      continue;
    }
    const literal = /^'((?:[^']|'')*)'::/.exec(token);
    if (literal !== null) for (const key of mentionsOf((literal[1] as string).replaceAll("''", "'"))) found.add(key);
    const name = identifierOf(token);
    if (dot && before !== null) found.add(keyOf(before, name ?? token));
    before = name;
    dot = false;
  }
  return found;
}

function identifierOf(token: string): string | null {
  if (token.startsWith('"')) return token.slice(1, -1).replaceAll('""', '"');
  return /^[A-Za-z_\u0080-\uffff][^']*$/.test(token) ? token : null;
}
