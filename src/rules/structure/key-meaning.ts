/** Whether the values of a primary key mean something. */
import type { Column } from "../../model/column.ts";
import type { CatalogLookup } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { singularsOf } from "../inflection.ts";
import { builtInType } from "../types/base-type.ts";
import { keyFamilyOf } from "./primary-key.ts";

/**
 * Of a key of one column: `nothing` for a UUID, a number, or a text that a default calls a function for; `unknown` for
 * a text called id, as applications make them up (cuid, ulid, nanoid), or token; `one row` for a boolean, the key of a
 * table that holds a row or two on purpose; `something` for all else.
 */
export function meaningOf(column: Column, table: Relation): "nothing" | "unknown" | "one row" | "something" {
  if (keyFamilyOf(column) !== "other") return "nothing";
  const type = column.typeParts.base.array ? null : builtInType(column);
  if (type === "bool") return "one row";
  if (!mayBeMadeUp(column)) return "something";
  // As PostgreSQL prints a call, with or without a cast of what it gives.
  if (/^\(?[\w.]+\(/.test(column.default ?? "")) return "nothing";
  const named = column.name === "id" || [...singularsOf(table.name)].some((word) => column.name === `${word}_id`);
  return named || /^(.+_)?(token|nonce)$|^session_key$/.test(column.name) ? "unknown" : "something";
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
