/** The name for a new index. */
import type { Relation } from "../../model/relation.ts";
import { cutAtWord } from "../naming/generated-names.ts";
import { buildForm, isTooLong, type NameForm, nameOfForm, numberedName } from "../naming/name-form.ts";

/** NAMEDATALEN - 1. */
const LIMIT = 63;

/**
 * A name by the pattern that the team asks of indexes, in lower case, cut to 63 bytes behind a word, and one that
 * neither the table has yet nor an index on another of its columns would get.
 */
export function indexNameFor(pattern: string, table: Relation, columns: readonly string[]): string {
  const formOf = (key: readonly string[]) =>
    buildForm(pattern, { table: [table.name], columns: key, column: key.slice(0, 1) });
  const taken = new Set(table.indexes.map((index) => index.name));
  const form = formOf(columns);
  if (isTooLong(form)) takeOthers(table, columns, formOf, taken);
  return freeName(form, taken);
}

/** A cut leaves one name to several columns: those whose name is whole have it first, then the others in their order. */
function takeOthers(
  table: Relation,
  columns: readonly string[],
  formOf: (key: readonly string[]) => NameForm,
  taken: Set<string>,
): void {
  const own = columns.length === 1 ? columns[0] : null;
  const names = table.columns.map(({ name }) => name);
  const forms = new Map(names.filter((name) => name !== own).map((name) => [name, formOf([name])]));
  for (const form of forms.values()) if (!isTooLong(form)) taken.add(nameOfForm(form));
  for (const name of own === null ? names : names.slice(0, names.indexOf(own as string))) {
    const form = forms.get(name);
    if (form !== undefined && isTooLong(form)) taken.add(freeName(form, taken));
  }
}

function freeName(form: NameForm, taken: ReadonlySet<string>): string {
  const whole = nameOfForm(form);
  for (let attempt = 1; ; attempt += 1) {
    const name = attempt === 1 ? whole : isTooLong(form) ? numberedName(form, attempt) : longerName(whole, attempt);
    if (!taken.has(name)) return name;
  }
}

/** The name where an index of a part of the rows has the plain one. */
function longerName(whole: string, attempt: number): string {
  const ending = attempt === 2 ? "_all" : `_all${attempt - 1}`;
  return `${cutAtWord(whole, LIMIT - ending.length)}${ending}`;
}
