/** A list in which each value stands once, and where. */
export class Positions<T extends string> {
  readonly list: T[] = [];
  readonly #places = new Map<T, number>();

  constructor(values: readonly T[] = []) {
    for (const value of values) this.of(value);
  }

  /** Where the value stands; it is added where it does not. */
  of(value: T): number {
    const known = this.#places.get(value);
    if (known !== undefined) return known;
    this.#places.set(value, this.list.length);
    return this.list.push(value) - 1;
  }
}
