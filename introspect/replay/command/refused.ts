/** Statements that the embedded engine must not be given: it would break, or answer in a way that cannot be read. */
import { quoteLiteral } from "../../../src/model/names.ts";

const REFUSED: readonly [pattern: RegExp, message: string][] = [
  [/^\s*copy\b[^;]*\b(?:from|to)\s+program\b/i, "The embedded engine runs no programs, so COPY … PROGRAM is refused."],
  [
    /^\s*set\s+(?:session\s+|local\s+)?(?:client_encoding\s*(?:=|\bto\b)|names)\s*'?(?!utf-?8\b|unicode\b|default\b)\w/i,
    "The embedded engine speaks UTF-8 only, so another client_encoding is refused.",
  ],
];

/** SQL that fails with the reason in place of such a statement; `null` for every other one. */
export function refuse(text: string): string | null {
  const refused = REFUSED.find(([pattern]) => pattern.test(text));
  if (refused === undefined) return null;
  const body = `BEGIN RAISE feature_not_supported USING MESSAGE = ${quoteLiteral(refused[1])}; END`;
  return `DO ${quoteLiteral(body)}`;
}
