/** Actions of migrations that read or write a whole table while others wait. */
import type { StepAction } from "../../model/migration-facts.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import { tableNameOf } from "./action-rule.ts";
import type { ReadStep } from "./steps.ts";

/** What an action does under a lock that others wait for, to follow "Migration 0007 "; `null` for one that reads no whole table. */
export function sayLocked(action: StepAction, { facts: { transactions } }: ReadStep): Sentence | null {
  const table = tableNameOf(action);
  const named: Sentence = action.name === null ? [] : [" ", { code: action.name }];
  switch (action.kind) {
    case "build index":
      return ["builds index", ...named, " on ", { code: table }, ", to which nobody writes until it is done"];
    case "check constraint":
      return ["holds every row of ", { code: table }, " against a new constraint", ...named, " while it is locked"];
    case "validate constraint":
      // Where each statement is a transaction of its own, that lock is gone.
      if (transactions.byTool === false && transactions.blocks === 0) return null;
      return say`validates constraint ${action.name ?? ""} of ${table} under the lock that adding it took`;
    case "build constraint":
      return ["builds the index of a new constraint", ...named, " on ", { code: table }, " while it is locked"];
    case "set not null":
      return say`looks for nulls in column ${action.name ?? ""} of ${table} while the table is locked`;
    case "reindex":
      return say`builds the indexes of ${table} anew, to which nobody writes until it is done`;
    case "refresh view":
      return say`fills materialized view ${table} anew while nobody reads it`;
    case "cluster":
    case "vacuum full":
      return say`writes table ${table} anew while nobody reads or writes it`;
    default:
      return null;
  }
}
