/**
 * The names that PostgreSQL makes up where a statement gives none: `makeObjectName` and its callers in
 * src/backend/commands/indexcmds.c and tablecmds.c, the same in 14 to 18.
 */
import type { Constraint } from "../../model/constraint.ts";
import type { Index } from "../../model/index-definition.ts";
import type { Relation } from "../../model/relation.ts";

/** NAMEDATALEN - 1: the bytes that a name may have. */
const LIMIT = 63;

/** A name cut to 63 bytes of UTF-8 the way PostgreSQL cuts: no character is split. */
export function clipName(name: string, bytes = LIMIT): string {
  const encoded = Buffer.from(name);
  if (encoded.length <= bytes) return name;
  let end = bytes;
  // A byte 10xxxxxx goes on with a character that began before it.
  while (end > 0 && ((encoded[end] as number) & 0xc0) === 0x80) end -= 1;
  return encoded.subarray(0, end).toString();
}

/** The same, cut behind a whole word where not much more is lost by it, so that what is left says what it can. */
export function cutAtWord(name: string, bytes = LIMIT): string {
  const clipped = clipName(name, bytes);
  if (clipped === name || name[clipped.length] === "_") return clipped.replace(/_$/, "");
  const end = clipped.lastIndexOf("_");
  return end >= clipped.length - LONGEST_WORD ? clipped.slice(0, end) : clipped;
}

const LONGEST_WORD = 20;

/** `<first>_<second>_<label>` in 63 bytes: of the two names the longer loses bytes first, the label none. */
export function makeObjectName(first: string, second: string | null, label: string): string {
  const available = LIMIT - label.length - 1 - (second === null ? 0 : 1);
  let firstBytes = Buffer.byteLength(first);
  let secondBytes = second === null ? 0 : Buffer.byteLength(second);
  while (firstBytes + secondBytes > available) {
    if (firstBytes > secondBytes) firstBytes -= 1;
    else secondBytes -= 1;
  }
  const parts = [clipName(first, firstBytes), ...(second === null ? [] : [clipName(second, secondBytes)]), label];
  return parts.join("_");
}

/** Whether PostgreSQL would make the name up, for a first object or, with a number at its end, for a later one. */
function isMadeUp(name: string, table: string, addition: string | null, label: string): boolean {
  const at = name.lastIndexOf(`_${label}`);
  const number = at < 0 ? "none" : name.slice(at + 1 + label.length);
  return /^([1-9]\d*)?$/.test(number) && makeObjectName(table, addition, label + number) === name;
}

/** Whether the constraint has the name that PostgreSQL gives it by itself on this table. */
export function hasGeneratedName(constraint: Constraint, table: Relation): boolean {
  const { kind, name } = constraint;
  const columns = constraint.columns.map((column) => column ?? "expr");
  const made = (addition: string | null, label: string) => isMadeUp(name, table.name, addition, label);
  switch (kind) {
    case "primary key":
      return made(null, "pkey");
    case "unique": {
      const included = table.indexes.find((index) => index.constraint === name)?.included ?? [];
      return made([...columns, ...included].join("_"), "key");
    }
    case "foreign key":
      // 11 and older took the first column only; such names live on in dumps.
      return made(columns.join("_"), "fkey") || made(columns[0] ?? "", "fkey");
    case "check":
      return made(columns.length === 1 ? (columns[0] as string) : null, "check");
    case "exclusion":
      return made(numberRepeats(columns).join("_"), "excl");
    case "not null":
      return made(columns.join("_"), "not_null");
  }
}

/** Whether the index has the name that PostgreSQL gives it by itself on this table. */
export function hasGeneratedIndexName(index: Index, table: Relation): boolean {
  const keys = index.key.map(({ column, expression }) => column ?? expressionName(expression ?? ""));
  return isMadeUp(index.name, table.name, numberRepeats([...keys, ...index.included]).join("_"), "idx");
}

/** What FigureIndexColname makes of the usual expressions: a function's name, a cast column's, else `expr`. */
function expressionName(expression: string): string {
  const call = /^"?([^\s"(]+)"?\(/.exec(expression);
  const cast = /^\(*"?([a-z_]\w*)"?\)*::/.exec(expression);
  return call?.[1] ?? cast?.[1] ?? "expr";
}

function numberRepeats(names: readonly string[]): string[] {
  const numbered: string[] = [];
  for (const name of names) {
    let candidate = name;
    for (let number = 1; numbered.includes(candidate); number += 1) {
      candidate = `${clipName(name, LIMIT - String(number).length)}${number}`;
    }
    numbered.push(candidate);
  }
  return numbered;
}
