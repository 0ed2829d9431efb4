/** Names by a pattern such as `idx_{table}_{columns}`, with room for more behind its last placeholder. */
import { clipName } from "./generated-names.ts";
import { joinName } from "./name-pattern.ts";

/** A pattern filled in: `{ before: "idx_orders_user_id", after: "" }`. */
export interface NameForm {
  before: string;
  /** What the pattern has behind its last placeholder. */
  after: string;
  /** Whether a placeholder has no value, so that anything may stand between the two. */
  open: boolean;
}

const LIMIT = 63;

/** Fills a pattern in. Names in it are in the guide's form; the value `null` is not known. */
export function buildForm(pattern: string, values: Readonly<Record<string, readonly string[] | null>>): NameForm {
  const parts = pattern.split(/\{(\w+)\}/);
  const after = parts.length === 1 ? "" : (parts.at(-1) as string);
  let before = "";
  for (const [place, part] of parts.slice(0, parts.length === 1 ? 1 : -1).entries()) {
    if (place % 2 === 0) {
      before += part;
      continue;
    }
    const value = values[part] ?? null;
    if (value === null) return { before, after, open: true };
    before += joinName(...value);
  }
  return { before, after, open: false };
}

/** The name of a form, with an ending, in 63 bytes: what stands behind the last placeholder is kept. */
export function nameOfForm({ before, after }: NameForm, ending = ""): string {
  return clipName(before + ending, Math.max(0, LIMIT - Buffer.byteLength(after))) + after;
}

/** Whether the form is more than 63 bytes hold. */
export function isTooLong({ before, after }: NameForm): boolean {
  return Buffer.byteLength(before + after) > LIMIT;
}

/**
 * Whether a name is the form, or as much of it as 63 bytes hold.
 * @param ending what may stand in the open place, or behind a form that has none; left out: nothing may
 */
export function isByForm(name: string, form: NameForm, ending?: RegExp): boolean {
  const { before, after, open } = form;
  const full = Buffer.byteLength(before) >= LIMIT;
  if (name === nameOfForm(form) && (!open || full)) return true;
  if (!name.startsWith(before) || !name.endsWith(after) || name.length <= before.length + after.length) return false;
  return ending?.test(name.slice(before.length, name.length - after.length)) ?? false;
}

/** Behind a form: something more, set off by an underscore. */
export const MORE = /^_./;
