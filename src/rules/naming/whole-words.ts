/** Whether a name as long as PostgreSQL takes was written so, or cut in the middle of a word. */
import type { Catalog } from "../../model/catalog.ts";
import { toWords } from "../types/column-words.ts";

/** What names of indexes and constraints end in besides the words of tables and columns. */
const LABELS: readonly string[] = (
  "idx index key unique uniq constraint check fkey pkey foreign primary exclusion partial null not is on and or where " +
  "at by to of in as for id asc desc no new old all any has was are url key log set end day up via per fk pk uk uq ck ix " +
  "cnt num qty ref tmp"
).split(" ");

/** Letters of a rest of a word: whole words that short stand elsewhere too. */
const SHORT = 3;

/** What a word is another form of the same word with. */
const ENDING = /^(s|es|d|ed|r|er|ers|ing|ly|al|able)$/;

/** The words of the names of a catalog's relations and columns. Made once a catalog. */
const wordsByCatalog = new WeakMap<Catalog, readonly string[]>();

/** Names are cut before the character that would go past 63 bytes; it is taken to be as wide as the widest before it. */
export function mayBeCut(name: string, bytes: number): boolean {
  const widest = Math.max(...[...name].map((character) => Buffer.byteLength(character)));
  return bytes + widest > 63;
}

/** Whether the last word of a name is whole, as far as the catalog's other names tell; a name of one word is not. */
export function endsWhole(name: string, catalog: Catalog): boolean {
  const words = toWords(name);
  const last = words.at(-1) ?? "";
  if (words.length < 2 || last === "") return false;
  const known = wordsOf(catalog);
  if (known.includes(last) || /\d/.test(last)) return true;
  return (
    [...last].length > SHORT && !known.some((word) => word.startsWith(last) && !ENDING.test(word.slice(last.length)))
  );
}

function wordsOf(catalog: Catalog): readonly string[] {
  const known = wordsByCatalog.get(catalog);
  if (known !== undefined) return known;
  const names = catalog.relations.flatMap(({ name, columns }) => [name, ...columns.map((column) => column.name)]);
  const whole = names.filter((name) => Buffer.byteLength(name) < 60);
  const words = [...new Set([...LABELS, ...whole.flatMap(toWords)])];
  wordsByCatalog.set(catalog, words);
  return words;
}
