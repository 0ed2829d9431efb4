/** The names that search looks through, as a script, since pages opened from a disk may load nothing else. */
import { showUnseen } from "../model/visible-text.ts";
import type { Block, Page } from "./page.ts";
import type { PageEntry } from "./pages.ts";
import { plainText } from "./text.ts";
import { fileOf } from "./urls.ts";

/** Text, kind, address from the root, and for a relation the positions of its columns' names. */
type Entry = [string, string, string, number[]?];

/** Gathers what can be found on each page as the pages are made. */
export class SearchIndex {
  readonly #entries: Entry[] = [];
  /** Column names, each once, with its position and its anchor. */
  readonly #words = new Map<string, { place: number; anchor: string }>();

  add({ address, found }: PageEntry, { body }: Page): void {
    const file = fileOf(address);
    const columns = body.flatMap(columnsOf).map(({ column, anchor }) => this.#place(column, anchor));
    if (found !== null) {
      const entry = [found.text, found.kind, file] as const;
      this.#entries.push(address.page === "relation" ? [...entry, columns] : [...entry]);
    }
    for (const block of body) {
      // The guide's statements have numbers.
      if (block.kind !== "section" || block.number === undefined) continue;
      this.#entries.push([`${block.number} ${plainText(block.title)}`, "guide", `${file}#${block.anchor}`]);
    }
  }

  #place(column: string, anchor: string): number {
    const known = this.#words.get(column);
    if (known !== undefined) return known.place;
    const place = this.#words.size;
    this.#words.set(column, { place, anchor });
    return place;
  }

  /**
   * Assigns `cartularyNames`: `words`, a list of column names, each once; `entries`, one a page and one a statement of
   * the guide. Columns' anchors that differ from their names are in `anchors`, by position.
   */
  script(): string {
    const words = [...this.#words.keys()];
    const anchors = [...this.#words].flatMap(([word, { place, anchor }]): [number, string][] =>
      anchor === `column-${word}` ? [] : [[place, anchor]],
    );
    const entries = this.#entries.map(([text, ...rest]) => [showUnseen(text), ...rest]);
    // `</script` may stand in a name: the file is a script on its own.
    return `window.cartularyNames=${JSON.stringify({ words: words.map(showUnseen), entries, anchors })};\n`;
  }
}

function columnsOf(block: Block): { column: string; anchor: string }[] {
  if (block.kind === "section") return block.body.flatMap(columnsOf);
  if (block.kind !== "table") return [];
  return block.rows.flatMap(({ column, anchor }) =>
    column === undefined || anchor === undefined ? [] : [{ column, anchor }],
  );
}
