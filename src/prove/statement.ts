/** A remedy's place in the file, and its statements in transactions. */
import { toPrintableSql } from "../../introspect/replay/script/printable-sql.ts";
import type { Remedy } from "../model/remedy.ts";
import type { RemedyAction } from "../model/remedy-action.ts";
import { formatAction } from "../model/remedy-sql.ts";
import { traitsOf } from "./action-traits.ts";

/**
 * What a remedy does to the schema, in the order of the file: types before the indexes and constraints that stand on
 * them, new indexes before old ones go, names last but for what is dropped under its old name.
 */
export const PHASES = ["types", "indexes", "constraints", "names", "removals"] as const;
export type Phase = (typeof PHASES)[number];

/** The phase of a remedy, from its actions. */
export function phaseOf({ actions }: Pick<Remedy, "actions">): Phase {
  const does = actions.map((action) => traitsOf(action).does);
  if (does.includes("retype")) return "types";
  if (does.every((each) => each === "rename")) return "names";
  if (does.every((each) => each === "remove")) return "removals";
  return does.includes("index") ? "indexes" : "constraints";
}

/** Statements that are run together. */
export interface StatementGroup {
  /** False for a single statement that PostgreSQL refuses inside a transaction. */
  transactional: boolean;
  statements: readonly string[];
}

/**
 * A remedy's statements in transactions. One that validates stands alone: it reads the whole table, and the strong
 * lock of a statement before it would be held as long.
 */
export function groupStatements(actions: readonly RemedyAction[]): StatementGroup[] {
  const groups: { transactional: boolean; statements: string[] }[] = [];
  let open = false;
  for (const action of actions) {
    const { transactional, validates } = traitsOf(action);
    const alone = !transactional || validates;
    const last = groups.at(-1);
    if (open && !alone && last !== undefined) last.statements.push(formatAction(action));
    else groups.push({ transactional, statements: [formatAction(action)] });
    open = !alone;
  }
  return groups;
}

/** The group as it is sent, and as it stands in the file: what waits for a lock keeps all others waiting behind it. */
export function formatGroup({ transactional, statements }: StatementGroup): string {
  const lines = statements.map((statement) => `${toPrintableSql(statement)};`);
  return (transactional ? ["BEGIN;", "SET LOCAL lock_timeout = '5s';", ...lines, "COMMIT;"] : lines).join("\n");
}
