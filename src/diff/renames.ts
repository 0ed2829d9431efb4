/** Objects that go on under another name, and what follows from that in the texts that speak of them. */
import type { ObjectName } from "../model/change.ts";

/** One object by its names on both sides. */
export interface Rename {
  before: ObjectName;
  after: ObjectName;
}

/** New names by the old one. */
export type NewNames = ReadonlyMap<string, ReadonlySet<string>>;

/** The bare names that changed, schemas among them. */
export function newNamesOf(renames: readonly Rename[]): NewNames {
  const names = new Map<string, Set<string>>();
  const add = (before: string | null, after: string | null) => {
    if (before === null || after === null || before === after) return;
    names.set(before, (names.get(before) ?? new Set()).add(after));
  };
  for (const { before, after } of renames) {
    // A routine's name comes with its arguments.
    add(withoutArguments(before), withoutArguments(after));
    add(before.schema, after.schema);
  }
  return names;
}

function withoutArguments({ name }: ObjectName): string {
  const at = name.indexOf("(");
  return at === -1 ? name : name.slice(0, at);
}

/** A quoted identifier, a literal, a word, or any other character. */
const TOKEN = /"(?:[^"]|"")*"|'(?:[^']|'')*'|[\p{L}_][\p{L}\p{N}_$]*|./gsu;

/** Whether the second text is the first with new names in the place of old ones: SQL, or a name by itself. */
export function isSameButForNames(before: string, after: string, names: NewNames): boolean {
  if (before === after || names.get(before)?.has(after) === true) return true;
  if (names.size === 0) return false;
  const [old, now] = [before.match(TOKEN) ?? [], after.match(TOKEN) ?? []];
  return (
    old.length === now.length &&
    old.length > 1 &&
    old.every((token, at) => isSameToken(token, now[at] as string, names))
  );
}

function isSameToken(before: string, after: string, names: NewNames): boolean {
  if (before === after) return true;
  const literals = [before, after].every((token) => token.startsWith("'"));
  // The literal of a regclass holds a name: 'public.orders_id_seq'.
  if (literals) return isSameButForNames(before.slice(1, -1), after.slice(1, -1), names);
  return names.get(unquoted(before))?.has(unquoted(after)) === true;
}

function unquoted(token: string): string {
  return token.startsWith('"') ? token.slice(1, -1).replaceAll('""', '"') : token;
}
