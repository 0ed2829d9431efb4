/** What a table keeps unique besides its primary key. */
import type { Column } from "../../model/column.ts";
import type { Index } from "../../model/index-definition.ts";
import { foreignKeysOf, primaryKeyOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { toWords } from "../types/column-words.ts";

const SURROGATES: ReadonlySet<string> = new Set(["uuid", "int2", "int4", "int8"]);

/** The single column that numbers the rows and says nothing; `null` for natural, composite and inherited keys. */
export function surrogateKeyOf(table: Relation): Column | null {
  const [name, ...others] = primaryKeyOf(table);
  if (name === undefined || others.length > 0) return null;
  if (foreignKeysOf(table).some((key) => key.columns.includes(name))) return null;
  const column = table.columns.find((each) => each.name === name);
  return column !== undefined && SURROGATES.has(column.typeParts.base.name) ? column : null;
}

/** Unique indexes that say more than the primary key does: valid, and not on the key's columns and others. */
export function uniqueIndexesOf(table: Relation): Index[] {
  const key = primaryKeyOf(table);
  return table.indexes.filter((index) => {
    const columns = index.key.map((entry) => entry.column);
    return index.unique && index.valid && (key.length === 0 || !key.every((name) => columns.includes(name)));
  });
}

/** Whether each row is written once and says what happened: `login_attempts`, `mail_events`; not `events`, which are held. */
export function keepsLog(table: Relation): boolean {
  const words = toWords(table.name);
  const last = words.at(-1) ?? "";
  return LOGS.test(last) || (words.length > 1 && /^events?$/.test(last));
}

/** Whether each row is something that may happen again: a log, or `page_views`. */
export function keepsHappenings(table: Relation): boolean {
  return keepsLog(table) || /^(download|event|play|scan|view)s?$/.test(toWords(table.name).at(-1) ?? "");
}

const LOGS = /^(attempt|audit|click|hit|impression|log|login|ping|visit)s?$|^history$/;
