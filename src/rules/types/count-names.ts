/** Names that count things. */
import { toWords } from "./column-words.ts";

const COUNTING: ReadonlySet<string> = new Set(["count", "quantity", "qty"]);

/** `login_count`, `qty`, `num_seats`, `position`, `sort_order`. */
export function isCountName(name: string): boolean {
  const words = toWords(name);
  return COUNTING.has(words.at(-1) ?? "") || (words[0] === "num" && words.length > 1) || isPlaceName(name);
}

/** Of these, the ones that number a row among others, from wherever they like. */
export function isPlaceName(name: string): boolean {
  return /^(position|sort_order)$/.test(toWords(name).join("_"));
}

/** Of these, the ones that are sometimes measured instead of counted: `quantity` in kilograms. */
export function isQuantityName(name: string): boolean {
  const last = toWords(name).at(-1);
  return last === "quantity" || last === "qty";
}
