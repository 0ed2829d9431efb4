/** What git leaves in a file that two branches changed. */

/** The first mark of a conflict in the text and its line, 1-based; `null` for none. */
export function findConflict(text: string): { mark: string; line: number } | null {
  const match = /^(?:<{7}|>{7})(?: .*)?$/m.exec(text);
  if (match === null) return null;
  return { mark: match[0].trim(), line: text.slice(0, match.index).split("\n").length };
}
