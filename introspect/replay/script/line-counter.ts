/** Lines of a text by offsets. */

/** Offsets mostly grow, so that counting goes on where it stopped. */
export class LineCounter {
  #counted = { offset: 0, line: 1 };

  /** 1-based line of an offset. */
  at(text: string, offset: number): number {
    if (offset < this.#counted.offset) this.#counted = { offset: 0, line: 1 };
    let { line } = this.#counted;
    let found = text.indexOf("\n", this.#counted.offset);
    while (found !== -1 && found < offset) {
      line += 1;
      found = text.indexOf("\n", found + 1);
    }
    this.#counted = { offset, line };
    return line;
  }
}
