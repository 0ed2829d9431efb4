/** Types of columns that refer to others. */
import type { Column } from "../../../model/column.ts";

/** Whether a column holds whatever the one that it refers to does, in a type whose indexes serve both. */
export function canHold(from: Column, to: Column): boolean {
  return familyOf(from) === familyOf(to) || isWider(from, to);
}

/** The integers, of which one operator family compares all with each other, from narrow to wide. */
const INTEGERS: readonly string[] = ["int2", "int4", "int8"];

function isWider(from: Column, to: Column): boolean {
  return widthOf(to) >= 0 && widthOf(from) > widthOf(to);
}

/** Its place among the integers; -1 for any other type. */
function widthOf({ typeParts: { base } }: Column): number {
  return base.schema === "pg_catalog" && !base.array ? INTEGERS.indexOf(base.name) : -1;
}

/** The type below domains, without its length or precision. */
function familyOf({ typeParts: { base } }: Column): string {
  const name = base.schema === "pg_catalog" && base.name === "varchar" ? "text" : base.name;
  return JSON.stringify([base.schema, name, base.array]);
}
