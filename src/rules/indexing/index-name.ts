/** The guide's name for a new index. */
import type { Relation } from "../../model/relation.ts";
import { clipName } from "../naming/generated-names.ts";
import { joinName } from "../naming/name-pattern.ts";

/** NAMEDATALEN - 1. */
const LIMIT = 63;

/** `idx_<table>_<columns>` in lower case, cut to 63 bytes as PostgreSQL would, and one that the table does not have yet. */
export function toIndexName(table: Relation, columns: readonly string[]): string {
  const taken = new Set(table.indexes.map((index) => index.name));
  const whole = joinName("idx", table.name, ...columns);
  for (let attempt = 0; ; attempt += 1) {
    const suffix = attempt === 0 ? "" : attempt === 1 ? "_all" : `_all${attempt}`;
    const name = `${clipName(whole, LIMIT - suffix.length)}${suffix}`;
    if (!taken.has(name)) return name;
  }
}
