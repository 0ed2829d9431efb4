/** Answers about names and words that thousands of tables ask for again. */

/** More than a large schema has different names. */
const MOST = 20_000;

/** The same function of a text, which computes the answer to each text once. Answers must not be changed. */
export function remembered<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size === MOST) known.clear();
    const made = answer(text);
    known.set(text, made);
    return made;
  };
}
