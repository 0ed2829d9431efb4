/**
 * Untrusted text on its way to a terminal: control characters, line separators and direction marks become visible
 * escapes, so that a name or comment can neither colour, move nor reorder what is printed. What a CI runner takes for a
 * command (`::add-mask::` where a line begins, `##[group]` anywhere) is broken up in the same way.
 */
export function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, (character) =>
      character === "\n" ? " " : `\\u${(character.codePointAt(0) as number).toString(16).padStart(4, "0")}`,
    )
    .replace(/(?<!\S)::(?=[a-z])/gi, ":\\u003a")
    .replaceAll("##[", "#\\u0023[");
}
