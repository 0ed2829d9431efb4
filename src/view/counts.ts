/** Relations counted by kind, for people. */
import type { Relation } from "../model/relation.ts";
import { count } from "./inline.ts";

/** `7 tables, 2 views`. */
export function toCounts(relations: readonly Relation[]): string {
  const of = (...kinds: Relation["kind"][]) => relations.filter((relation) => kinds.includes(relation.kind)).length;
  const counted: [number, string][] = [
    [of("table", "partitioned table"), "table"],
    [of("view", "materialized view"), "view"],
    [of("foreign table"), "foreign table"],
  ];
  return counted
    .filter(([number]) => number > 0)
    .map(([number, word]) => count(number, word))
    .join(", ");
}
