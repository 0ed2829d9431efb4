/** Whether the values of a primary key mean something. */
import type { Column } from "../../model/column.ts";
import type { CatalogLookup } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import type { Preset, StringsDefinition } from "../../model/rule.ts";
import { builtInType } from "../types/base-type.ts";
import { toWords } from "../types/column-words.ts";
import { limitingCheckOf } from "./coded-columns.ts";
import { keyFamilyOf } from "./primary-key.ts";

/**
 * Of a key of one column: `nothing` for a UUID, a number, a text that a default calls a function for or that is called
 * as what is made up (uuid, ulid); `unknown` for a text called id, or with it at the end (public_id), or token; `one
 * row` for a boolean, the key of a table that holds a row or two on purpose; `something` for all else.
 */
export function meaningOf(column: Column): "nothing" | "unknown" | "one row" | "something" {
  if (keyFamilyOf(column) !== "other") return "nothing";
  const type = column.typeParts.base.array ? null : builtInType(column);
  if (type === "bool") return "one row";
  if (!mayBeMadeUp(column)) return "something";
  // As PostgreSQL prints a call, with or without a cast of what it gives.
  if (/^\(?[\w.]+\(/.test(column.default ?? "")) return "nothing";
  const words = toWords(column.name).join("_");
  if (MADE_UP.test(words)) return "nothing";
  return words === "session_key" || (OPAQUE.test(words) && !ISSUED.test(words)) ? "unknown" : "something";
}

/** Names of what programs make up so that it means nothing, in whatever type it is kept. */
const MADE_UP = /(^|_)(uuid|guid|ulid|ksuid|cuid|nanoid|object_id)$/;

/** Names of identifiers that are made up as a rule: `id`, `public_id`, `refresh_token`. */
const OPAQUE = /(^|_)(id|uid|pid|sid|token|nonce)$/;

/** Identifiers that somebody else gave, and that mean something. */
const ISSUED = /(^|_)(tax|vat|fiscal|national|passport)_id$/;

/** What justifies the key of such a table. */
export const CODE_LIST: Preset = {
  id: "code-list",
  reason: "The table lists the codes that others refer to, so that their rows say the code itself",
};

/** The option of the rule on such keys. */
export const CODE_LIST_PRESETS = {
  type: "strings",
  default: [CODE_LIST.id],
  choices: [CODE_LIST.id],
  description:
    "Natural keys that are justified without a decision. code-list: of tables that list the codes that others refer to.",
} satisfies StringsDefinition;

/**
 * Whether the table is no more than a list of codes that others refer to: nothing but the key, or a CHECK limits what
 * the key may be. A natural key is clearly better there.
 */
export function isListOfCodes(column: Column, table: Relation, lookup: CatalogLookup): boolean {
  if (lookup.referencedBy(table).length === 0) return false;
  return table.columns.length === 1 || limitingCheckOf(column, table) !== null;
}

/** Text, bytes, numbers without decimals, characters enough for a made-up key, and types that an extension adds. */
function mayBeMadeUp(column: Column): boolean {
  const { base } = column.typeParts;
  if (base.array) return false;
  const type = builtInType(column);
  if (type === null) return base.kind === "base";
  // char(n) keeps n + 4 as the modifier: ObjectId and ULID have 20 characters and more, codes fewer.
  return /^(text|varchar|bytea|numeric)$/.test(type) || (type === "bpchar" && (base.modifier ?? 0) >= 24);
}

/** A short code that others refer to, on a table that is small or not known to be large. */
export function isLookup(column: Column, table: Relation, lookup: CatalogLookup): boolean {
  const { base } = column.typeParts;
  const type = builtInType(column) ?? "";
  // char(n) and varchar(n) keep n + 4 as the modifier.
  const short = type === "text" || (/^(bpchar|varchar)$/.test(type) && (base.modifier ?? 0) <= 14);
  return short && lookup.referencedBy(table).length > 0 && (table.statistics?.rows ?? 0) <= 1000;
}

/** A check lets the key have one value only, so that there is one row: `CHECK (id = 1)`. */
export function keepsOneRow(column: Column, table: Relation): boolean {
  return table.constraints.some(
    ({ kind, columns, expression, validated, enforced }) =>
      kind === "check" &&
      columns.join() === column.name &&
      validated &&
      enforced &&
      /^\(+("(?:[^"]|"")+"|\w+)\)? = \(?'?-?\d+'?\)?(::\w+)?\)+$/.test(expression ?? ""),
  );
}
