/** Files that belong together by their names, one of which takes back what the other does, whatever tool names them so. */
import { type Side, sideOf } from "../way-back/words.ts";
import { compareNaturally } from "./steps.ts";

export interface NamePair {
  /** Makes the change. */
  up: string;
  /** Takes it back. */
  down: string;
}

/**
 * The pairs among the names: equal but for one word, as `1_a.do.sql` and `1_a.undo.sql`, or but for a word that one has
 * more, as `1_a.sql` and `1_a_rollback.sql`. Sorted by the way back.
 */
export function findNamePairs(names: readonly string[]): NamePair[] {
  const byRest = new Map<string, { up?: string; down?: string }>();
  for (const name of names) {
    for (const { side, rest } of readSides(name)) {
      const pair = byRest.get(rest) ?? {};
      pair[side] ??= name;
      byRest.set(rest, pair);
    }
  }
  const pairs = [...byRest.values()].flatMap(({ up, down }) =>
    up === undefined || down === undefined ? [] : [{ up, down }],
  );
  return pairs.sort((a, b) => compareNaturally(a.down, b.down));
}

/**
 * Groups of names that differ by one word, whatever it says: `1_a.sql` and `1_a.teardown.sql`, `make_a.sql` and
 * `unmake_a.sql`. A number is no such word, and neither is a letter: they say which comes first.
 */
export function groupSiblings(names: readonly string[]): string[][] {
  const byRest = new Map<string, Set<string>>();
  for (const name of names) {
    const words = wordsOf(name);
    const rests = words.flatMap((word, place) => (/^\p{L}{2}/u.test(word) ? [words.toSpliced(place, 1)] : []));
    for (const rest of [words, ...rests].filter(({ length }) => length > 0)) {
      const key = rest.join(" ");
      byRest.set(key, (byRest.get(key) ?? new Set()).add(name));
    }
  }
  return [...byRest.values()].filter(({ size }) => size > 1).map((group) => [...group]);
}

/** What a name may be in a pair, with the words that are left. A name without any such word may be the way up. */
function readSides(name: string): { side: Side; rest: string }[] {
  const words = wordsOf(name);
  const sides = words.flatMap((word, place) => {
    const side = sideOf(word);
    return side === null ? [] : [{ side, rest: words.toSpliced(place, 1).join(" ") }];
  });
  return [...sides, { side: "up", rest: words.join(" ") }];
}

/** `001CreateOrders_up.sql` is `001`, `create`, `orders`, `up`. */
function wordsOf(name: string): string[] {
  return name
    .replace(/\.sql$/i, "")
    .replace(/(?<=[a-z])(?=[A-Z])|(?<=\d)(?=[a-zA-Z])|(?<=[a-zA-Z])(?=\d)/g, " ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
