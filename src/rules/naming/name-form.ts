/** Names by a pattern such as `idx_{table}_{columns}`, with room for more behind its last placeholder. */
import { clipName, cutAtWord } from "./generated-names.ts";
import { joinName, toSnakeCase } from "./name-pattern.ts";

/** A pattern filled in: `{ before: "idx_orders_user_id", after: "" }`. */
export interface NameForm {
  before: string;
  /** What the pattern has behind its last placeholder. */
  after: string;
  /** Whether a placeholder has no value, so that anything may stand between the two. */
  open: boolean;
  /** Of a pattern with a part that a tool makes up: what such names are like; then the others are for people only. */
  like: RegExp | null;
}

const LIMIT = 63;

/** What stands for a part that nobody can write down beforehand. */
const MADE_UP: Readonly<Record<string, string>> = { hash: "(?=[a-z]*\\d|\\d)[0-9a-z]{8,}", any: ".+" };

/** Whether a pattern asks for a part that only a tool can make up: then no name can be told from it. */
export function isMadeUp(pattern: string): boolean {
  return /\{(?:hash|any)\}/.test(pattern);
}

/**
 * Fills a pattern in; the value `null` is not known. `{table}` is the name in the guide's form and `{Table}` the name as
 * it is written; `{columns:_and_}` has something else than an underscore between them.
 */
export function buildForm(pattern: string, values: Readonly<Record<string, readonly string[] | null>>): NameForm {
  const parts = pattern.split(/(\{[^{}]+\})/);
  if (isMadeUp(pattern))
    return { before: fillIn(parts, values), after: "", open: false, like: buildLike(parts, values) };
  const after = parts.length === 1 ? "" : (parts.at(-1) as string);
  let before = "";
  for (const [place, part] of parts.slice(0, parts.length === 1 ? 1 : -1).entries()) {
    if (place % 2 === 0) {
      before += part;
      continue;
    }
    const value = fillPlaceholder(part, values);
    if (value === null) return { before, after, open: true, like: null };
    before += value;
  }
  return { before, after, open: false, like: null };
}

/** A placeholder's value; `null` where it is not known. */
function fillPlaceholder(
  placeholder: string,
  values: Readonly<Record<string, readonly string[] | null>>,
): string | null {
  const [, name = "", separator = "_"] = /^\{(\w+)(?::(.*))?\}$/.exec(placeholder) ?? [];
  const value = values[name.charAt(0).toLowerCase() + name.slice(1)] ?? null;
  if (value === null) return null;
  if (/^[A-Z]/.test(name)) return value.join(separator);
  return separator === "_" ? joinName(...value) : value.map(toSnakeCase).join(separator);
}

/** The pattern with what is known filled in, the rest as placeholders. */
function fillIn(parts: readonly string[], values: Parameters<typeof fillPlaceholder>[1]): string {
  return parts.map((part, place) => (place % 2 === 0 ? part : (fillPlaceholder(part, values) ?? part))).join("");
}

function buildLike(parts: readonly string[], values: Parameters<typeof fillPlaceholder>[1]): RegExp {
  const source = parts.map((part, place) => {
    if (place % 2 === 0) return escapePattern(part);
    const value = fillPlaceholder(part, values);
    return value === null ? (MADE_UP[part.slice(1, -1)] ?? ".+") : escapePattern(value);
  });
  return new RegExp(`^${source.join("")}$`, "s");
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** The name of a form, with an ending, in 63 bytes: what stands behind the last placeholder is kept. */
export function nameOfForm({ before, after, like }: NameForm, ending = ""): string {
  if (like !== null) return before;
  return cutAtWord(before + ending, roomBefore(after)) + after;
}

/** The name of a form that 63 bytes do not hold, told by a number from another that is cut to the same. */
export function numberedName({ before, after }: NameForm, number: number): string {
  const ending = `_${number}${after}`;
  return cutAtWord(before, roomBefore(ending)) + ending;
}

/** As PostgreSQL cuts it, within a word. */
function clipForm({ before, after }: NameForm): string {
  return clipName(before, roomBefore(after)) + after;
}

function roomBefore(after: string): number {
  return Math.max(0, LIMIT - Buffer.byteLength(after));
}

/** Whether the form is more than 63 bytes hold. */
export function isTooLong({ before, after, like }: NameForm): boolean {
  return like === null && Buffer.byteLength(before + after) > LIMIT;
}

/**
 * Whether a name is the form, or as much of it as 63 bytes hold.
 * @param ending what may stand in the open place, or behind a form that has none; left out: nothing may
 */
export function isByForm(name: string, form: NameForm, ending?: RegExp): boolean {
  const { before, after, open, like } = form;
  if (like !== null) return like.test(name);
  const full = Buffer.byteLength(before) >= LIMIT;
  if ((name === nameOfForm(form) || name === clipForm(form)) && (!open || full)) return true;
  const number = Number(/_(\d+)$/.exec(name.slice(0, name.length - after.length))?.[1]);
  if (number > 1 && isTooLong(form) && name === numberedName(form, number)) return true;
  if (!name.startsWith(before) || !name.endsWith(after) || name.length <= before.length + after.length) return false;
  return ending?.test(name.slice(before.length, name.length - after.length)) ?? false;
}

/** Behind a form: something more, set off by an underscore. */
export const MORE = /^_./;
