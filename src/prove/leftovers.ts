/** What is left of a remedy that stopped between its transactions, so that it can be run again. */
import { quoteIdentifier, quoteQualified } from "../model/names.ts";
import type { RemedyAction } from "../model/remedy-action.ts";

/**
 * The actions of a proven remedy, and before what is added in a transaction of its own the statement that takes it away
 * where it is left of a run that stopped. It was proven that no other object has the name.
 */
export function withLeftoversRemoved(actions: readonly RemedyAction[]): RemedyAction[] {
  return actions.flatMap((action) => {
    const removal = removeLeftover(action);
    return removal === null ? [action] : [{ kind: "statement", sql: removal }, action];
  });
}

function removeLeftover(action: RemedyAction): string | null {
  const { kind } = action;
  if (kind === "create index" && action.concurrently) {
    return `DROP INDEX CONCURRENTLY IF EXISTS ${quoteQualified(action.schema, action.name)}`;
  }
  if (kind !== "add constraint") return null;
  const table = quoteQualified(action.schema, action.table);
  return `ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${quoteIdentifier(action.name)}`;
}
