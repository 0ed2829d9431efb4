/** A statement as messages name it. */
import { maskSecrets } from "../../../src/model/secrets.ts";

/** So much of a statement is looked at, blanks and line breaks among it. */
const LOOKED_AT = 20_000;

/** A statement on one line, at most so long; passwords masked. */
export function shorten(text: string, length = 120): string {
  const line = maskSecrets(text.slice(0, LOOKED_AT)).replace(/\s+/g, " ").trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
