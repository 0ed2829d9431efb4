/** Columns by which the business tells rows apart. */
import { foreignKeysOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { toWords } from "../types/column-words.ts";

/** What is numbered so that each has a number of its own; not the day of a week, the page of a book, a telephone. */
const NUMBERED: ReadonlySet<string> = new Set(
  (
    "account article batch bill booking card case certificate chassis chip claim contract customer document employee " +
    "engine invoice license licence loan member membership microchip order part passport patient permit policy product " +
    "purchase receipt reference registration serial shipment student ticket tracking transaction"
  ).split(" "),
);

/** What another table's row may have too: two owners may call theirs the same, and write to the same address. */
const REPEATED = /^(name|username|email|code)$/;

/** Last words of tables whose rows have a title, not a name. */
const TITLED: ReadonlySet<string> = new Set(
  "file document attachment upload image photo picture video asset blob medium media conversation chat".split(" "),
);

/**
 * Columns that must have a value and are named as what the business tells rows apart by.
 * @param names names of such columns, besides numbers
 */
export function businessKeysOf(table: Relation, names: readonly string[]): string[] {
  const owned = isOwned(table);
  const titled = TITLED.has(lastSingular(table));
  return table.columns.flatMap(({ name, nullable }) => {
    const named = names.includes(name) && !(owned && REPEATED.test(name)) && !(titled && name === "name");
    return !nullable && (named || isNumber(name)) ? [name] : [];
  });
}

/** `invoice_number`, `invoiceNumber`. */
function isNumber(name: string): boolean {
  const words = toWords(name);
  return words.at(-1) === "number" && NUMBERED.has(words.at(-2) ?? "");
}

/** It refers to another table, as foreign keys say or the names of columns. */
function isOwned(table: Relation): boolean {
  return (
    foreignKeysOf(table).length > 0 ||
    table.columns.some(({ name }) => /._id$/.test(toWords(name).join("_")) && !/^(external|public)_id$/.test(name))
  );
}

/** Whether one thing has several rows: its versions, or what was sent about it. */
export function keepsVersions(table: Relation): boolean {
  return VERSIONS.test(lastSingular(table));
}

const VERSIONS =
  /^(version|revision|snapshot|archive|histor|history|draft|backup|message|request|submission|invitation|invite|import|export)$/;

function lastSingular(table: Relation): string {
  return (toWords(table.name).at(-1) ?? "").replace(/s$/, "");
}
