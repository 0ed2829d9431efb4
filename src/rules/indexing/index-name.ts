/** The name for a new index. */
import type { Relation } from "../../model/relation.ts";
import { cutAtWord } from "../naming/generated-names.ts";
import { buildForm, nameOfForm } from "../naming/name-form.ts";

/** NAMEDATALEN - 1. */
const LIMIT = 63;

/**
 * A name by the pattern that the team asks of indexes, in lower case, cut to 63 bytes behind a word, and one that
 * the table does not have yet.
 */
export function indexNameFor(pattern: string, table: Relation, columns: readonly string[]): string {
  const taken = new Set(table.indexes.map((index) => index.name));
  const whole = nameOfForm(buildForm(pattern, { table: [table.name], columns, column: columns.slice(0, 1) }));
  for (let attempt = 0; ; attempt += 1) {
    const suffix = attempt === 0 ? "" : attempt === 1 ? "_all" : `_all${attempt}`;
    const name = `${cutAtWord(whole, LIMIT - suffix.length)}${suffix}`;
    if (!taken.has(name)) return name;
  }
}
