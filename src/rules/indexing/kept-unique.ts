/** What a table keeps unique besides its primary key. */
import type { Column } from "../../model/column.ts";
import type { Index } from "../../model/index-definition.ts";
import { foreignKeysOf, primaryKeyOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { lastWord } from "../types/column-words.ts";

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

/** Whether each row is something that happened, and may happen again: `log_events`, `page_views`, `login_attempts`. */
export function keepsHappenings(table: Relation): boolean {
  return HAPPENINGS.test(lastWord(table.name));
}

const HAPPENINGS =
  /^(archive|attempt|audit|click|download|event|hit|impression|log|login|ping|play|scan|snapshot|view|visit)s?$|^history$/;
