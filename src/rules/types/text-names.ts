/** Text columns that promise something more specific. */
import type { Column } from "../../model/column.ts";
import { builtInType } from "./base-type.ts";
import { lastWord, toWords } from "./column-words.ts";

const MOMENTS = /(^|_)(datetime|date_time|timestamp|timestamptz)$|_at$/;
const DAYS = /(^|_)(date|birthday|birthdate|dob)$|_on$/;
/** `is_on`, `turned_on`, `up_to_date`: a switch or a phrase, not a day. */
const OTHER =
  /(^|_)(is|was|turned|switched|always|carry|add|log|sign|based|depends|relies|runs|acts|listens|hosted|hands|focus|hover|icon|label)_on$|(^|_)up_to_date$/;
/** Where somebody works or something is found, not when: `employed_at`, `located_at`. */
const PLACE =
  /(^|_)(employed|works|worked|working|lives|living|located|studies|studied|teaches|taught|looking|based)_at$/;
const UUID = /(^|_)(uuid|guid)$/;

/** What a text column holds by its name or its length, and the type for it; `null` where text is as good as any. */
export function promiseOf(column: Column): { what: string; type: string } | null {
  if (column.typeParts.base.array || !TEXTS.has(builtInType(column) ?? "")) return null;
  // char(36), kept as n + 4, is a UUID as text.
  const isUuidLong = builtInType(column) === "bpchar" && column.typeParts.base.modifier === 40;
  return promisedType(column.name) ?? (isUuidLong ? { what: "a UUID", type: "uuid" } : null);
}

const TEXTS: ReadonlySet<string> = new Set(["text", "varchar", "bpchar"]);

function promisedType(name: string): { what: string; type: string } | null {
  const lower = toWords(name).join("_");
  if (!OTHER.test(lower) && !PLACE.test(lower) && !/(^|_)(cc|card)_exp/.test(lower)) {
    if (DAYS.test(lower)) return { what: "a day", type: "date" };
    if (MOMENTS.test(lower)) return { what: "a moment", type: "timestamp with time zone" };
  }
  if (UUID.test(lower)) return { what: "a UUID", type: "uuid" };
  const last = lastWord(name);
  if (last === "quantity" || last === "qty" || (last === "count" && lower !== "count"))
    return { what: "a count", type: "integer" };
  return null;
}
