/** The guide's names for indexes. */
import type { Index } from "../../model/index-definition.ts";
import type { Relation } from "../../model/relation.ts";
import { clipName } from "./generated-names.ts";
import { toDescription } from "./name-description.ts";
import { beginsWith, isNamed, joinName } from "./name-pattern.ts";

/** Whether the index is called by the guide's pattern, under `idx` or another prefix. */
export function isIndexName(prefix: string, index: Index, table: Relation): boolean {
  const start = joinName(prefix, table.name);
  const columns = columnsOf(index);
  if (columns === null) return beginsWith(index.name, start);
  const whole = joinName(start, ...columns);
  if (isNamed(index.name, whole) || beginsWith(index.name, whole)) return true;
  return Buffer.byteLength(whole) > 63 && index.name.startsWith(clipName(start));
}

/** The key columns, `null` where one is an expression. */
function columnsOf(index: Index): string[] | null {
  const columns = index.key.map(({ column }) => column);
  return columns.every((column) => column !== null) ? columns : null;
}

/** The guide's name for an index that is there, with what sets it apart at its end. */
export function toExpectedIndexName(index: Index, table: Relation): string {
  const start = joinName("idx", table.name);
  const columns = columnsOf(index);
  if (columns === null) return clipName(joinName(start, toDescription(index.name, table) ?? "expression"));
  const apart = index.predicate !== null ? ["partial"] : index.method === "btree" ? [] : [index.method];
  return clipName(joinName(start, ...columns, ...apart));
}
