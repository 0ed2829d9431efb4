/** Columns that call for a default. */
import type { Catalog } from "../../model/catalog.ts";
import type { Column } from "../../model/column.ts";
import type { Relation } from "../../model/relation.ts";
import { belongsToAddress } from "../structure/coded-columns.ts";
import { builtInType } from "./base-type.ts";
import { meansBoolean } from "./boolean-stand-in.ts";
import { isCodeType, isStateName } from "./coded-names.ts";
import { toWords } from "./column-words.ts";
import { isCountedMoment } from "./moment-columns.ts";

/** A timestamp of the row itself; a boolean, or what stands in for it, or a state, that must have a value. */
export function callsForDefault(column: Column, table: Relation, catalog: Catalog): boolean {
  if (isStamp(column)) return true;
  if (column.nullable || column.typeParts.base.array) return false;
  const codes = isCodeType(column) || column.typeParts.base.kind === "enum";
  return (
    meansBoolean(column, table, catalog) || (codes && isStateName(column.name) && !belongsToAddress(column, table))
  );
}

/** When the row itself was made or changed, be it as a number. */
export function isStamp(column: Column): boolean {
  return isStampName(column.name) && (/^timestamp/.test(builtInType(column) ?? "") || isCountedMoment(column));
}

/** `created_at` and `updated_at`, `createdAt` and `updatedAt`, `create_time` and `update_time`, Ecto's `inserted_at`. */
export function isStampName(name: string): boolean {
  return /^(created|inserted|updated)_at$|^(create|update)d?_time$/.test(toWords(name).join("_"));
}

/** The default stands on the column's domain. */
export function hasDomainDefault({ typeParts: { schema, name, kind } }: Column, catalog: Catalog): boolean {
  if (kind !== "domain") return false;
  const domain = catalog.types.find((type) => type.kind === "domain" && type.schema === schema && type.name === name);
  return domain?.kind === "domain" && domain.default !== null;
}
