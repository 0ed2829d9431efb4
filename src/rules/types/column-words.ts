/** The words of a column's name, which is all that the catalog says of what a column means. */
import { remembered } from "../remembered.ts";

/** `totalPrice_eur2` gives `total`, `price`, `eur2`. Lower case; `id` in `userID` stays one word. */
export const toWords: (name: string) => readonly string[] = remembered(split);

function split(name: string): string[] {
  // Nearly all names are of this kind.
  if (/^[a-z0-9_]+$/.test(name)) return name.split("_").filter((word) => word !== "");
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1_$2")
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== "");
}

/** The last word of a name, which says what kind of thing it is: `id` of `tax_id`; empty for a name without words. */
export function lastWord(name: string): string {
  return toWords(name).at(-1) ?? "";
}
