/** Names that count things. */
import { toWords } from "./column-words.ts";

const COUNTING: ReadonlySet<string> = new Set(["count", "counts", "quantity", "qty"]);
/** Of these one can have two and a half. */
const UNITS: ReadonlySet<string> = new Set(
  "hours days weeks months years minutes seconds miles km kilometers kilometres meters metres kg tons liters litres".split(
    " ",
  ),
);

/** `login_count`, `qty`, `num_seats`, `number_of_seats`, `position`, `sort_order`. */
export function isCountName(name: string): boolean {
  const words = toWords(name);
  const first = (words[0] === "num" && words.length > 1) || (words[0] === "number" && words[1] === "of");
  return (first && !UNITS.has(words.at(-1) ?? "")) || COUNTING.has(words.at(-1) ?? "") || isPlaceName(name);
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
