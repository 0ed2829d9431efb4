/** Which objects a statement mentions by qualified name. PostgreSQL prints every name outside pg_catalog qualified. */
import { qualifiedKey } from "../model/shared-parts.ts";

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
  return new Set(readMentions(sql).map(({ key }) => key));
}

/** A `schema.name` in a statement, the token before it and the one after. */
interface Mention {
  key: string;
  before: string;
  after: string;
}

function readMentions(sql: string): Mention[] {
  const found: Mention[] = [];
  const tokens = [...sql.matchAll(TOKEN)].map(([token]) => token);
  for (const [at, token] of tokens.entries()) {
    const literal = /^'((?:[^']|'')*)'::/.exec(token);
    if (literal !== null) found.push(...readMentions((literal[1] as string).replaceAll("''", "'")));
    const schema = identifierOf(token);
    const name = tokens[at + 2];
    if (schema === null || tokens[at + 1] !== "." || name === undefined) continue;
    const key = qualifiedKey({ schema, name: identifierOf(name) ?? name });
    found.push({ key, before: (tokens[at - 1] ?? "").toUpperCase(), after: tokens[at + 3] ?? "" });
  }
  return found;
}

/** What stands before a relation's name, where a list in parentheses after it is no call. */
const BEFORE_RELATION: ReadonlySet<string> = new Set("TABLE VIEW EXISTS ON ONLY INTO REFERENCES COPY".split(" "));

/** Whether a statement means the routine of a name that a relation has too: it is called, or said to be one. */
export function mentionsRoutine(sql: string, key: string): boolean {
  return readMentions(sql).some((each) => each.key === key && isCall(each));
}

/** Whether a statement means the relation of a name that a routine has too. */
export function mentionsRelation(sql: string, key: string): boolean {
  return readMentions(sql).some((each) => each.key === key && !isCall(each));
}

function isCall({ before, after }: Mention): boolean {
  return after === "(" && !BEFORE_RELATION.has(before);
}

function identifierOf(token: string): string | null {
  if (token.startsWith('"')) return token.slice(1, -1).replaceAll('""', '"');
  return /^[A-Za-z_\u0080-\uffff][^']*$/.test(token) ? token : null;
}
