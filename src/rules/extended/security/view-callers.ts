/** As whom a view reads, and what it reads that is guarded. */
import type { CatalogLookup } from "../../../model/lookup.ts";
import type { Relation } from "../../../model/relation.ts";

/** The tables with row level security that a view reads itself. */
export function guardedBy(view: Relation, { lookup }: { lookup: Pick<CatalogLookup, "relation"> }): Relation[] {
  return view.dependsOn.flatMap(({ schema, relation }) => {
    const read = lookup.relation(schema, relation);
    return read?.rowSecurity.enabled === true ? [read] : [];
  });
}

/** Whether a view reads as its caller. PostgreSQL takes any of its words for true, and keeps the one that was written. */
export function isInvoker({ options }: Relation): boolean {
  const value = options.find(({ name }) => name === "security_invoker")?.value.toLowerCase();
  return value !== undefined && /^(t|tr|tru|true|y|ye|yes|on|1)$/.test(value);
}
