/** The differences between a server and its migrations, looked for once a run. */
import type { RuleContext } from "../../model/rule.ts";
import type { FindingSubject } from "../../model/scorecard.ts";
import { type Drift, findDrift } from "./drift.ts";

const found = new WeakMap<object, Drift[]>();

/** How the server differs from what its migrations make: the same list for every subject of one run. */
export function driftOf(
  context: Pick<RuleContext, "catalog" | "tables">,
  migrated: NonNullable<RuleContext["migrated"]>,
): Drift[] {
  const known = found.get(context);
  if (known !== undefined) return known;
  const drifts = findDrift(context.catalog, migrated, context.tables);
  found.set(context, drifts);
  return drifts;
}

/** Whether two subjects are one object. */
export function isSame(a: FindingSubject, b: FindingSubject): boolean {
  return a.schema === b.schema && a.relation === b.relation && a.kind === b.kind && a.name === b.name;
}
