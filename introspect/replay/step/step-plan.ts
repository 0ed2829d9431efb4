/** In which transaction each statement of a step runs, read before the first of them does. */
import type { ScriptStatement } from "../script/script.ts";
import { treeOf } from "../statement/statement-tree.ts";
import { isOpenAfter, type TransactionControl, transactionControl } from "../statement/transaction-statement.ts";
import { buildFailure } from "./step-failure.ts";

export interface PlannedStatement {
  statement: ScriptStatement;
  control: TransactionControl | null;
  /**
   * Where the transaction begins that the statement runs in: the place of its BEGIN in the step, or `WRAPPING` for the
   * one around the step. `null`: the statement is a transaction of its own.
   */
  transaction: number | null;
}

/** The transaction that is put around a step, as migration tools do it. */
export const WRAPPING = -1;

export interface StepPlan {
  /** Whether the step begins within a transaction that is put around it. */
  wrapped: boolean;
  /** Whether a transaction is open behind the last statement, which the wrapping COMMIT ends. */
  openAtEnd: boolean;
  statements: PlannedStatement[];
}

/**
 * A step with a transaction of its own, or one that the tool runs outside of any (`false`), runs as psql runs it:
 * each statement by itself, but for those between BEGIN and COMMIT. Any other runs in one transaction. A COMMIT before
 * any BEGIN ends the tool's, so that there is one. Throws `UserError` where a transaction is left open for which
 * nobody sends the COMMIT: all of it would be lost with the session.
 */
export function planStep(statements: readonly ScriptStatement[], inTransaction: boolean | null): StepPlan {
  const controls = statements.map(transactionControl);
  const first = controls.find((control) => control !== null && control !== "savepoint");
  const wrapped = inTransaction ?? (first === undefined ? statements.length > 1 : first !== "begin");
  let transaction = wrapped ? WRAPPING : null;
  const planned = statements.map((statement, at): PlannedStatement => {
    const control = controls[at] as TransactionControl | null;
    const within = transaction;
    if (!isOpenAfter(control, transaction !== null)) transaction = null;
    else if (control === "commit and chain" || control === "rollback and chain") transaction = at;
    else if (control === "begin") transaction ??= at;
    return { statement, control, transaction: within };
  });
  if (transaction !== null && !wrapped) {
    const open = statements[transaction] as ScriptStatement;
    throw buildFailure(open, "The transaction that begins here is not ended in this file.", "Add COMMIT at its end.");
  }
  return { wrapped, openAtEnd: transaction !== null, statements: planned };
}

/** Whether it means something, or is allowed, within a transaction alone. */
function needsOne(statement: ScriptStatement): boolean {
  const tree = treeOf(statement);
  if (tree === null) return false;
  if ("TransactionStmt" in tree) return tree.TransactionStmt.kind === "TRANS_STMT_SAVEPOINT";
  if ("LockStmt" in tree || "DeclareCursorStmt" in tree || "ConstraintsSetStmt" in tree) return true;
  if ("VariableSetStmt" in tree) return tree.VariableSetStmt.is_local === true;
  const kept =
    "CreateStmt" in tree
      ? tree.CreateStmt.oncommit
      : "CreateTableAsStmt" in tree
        ? tree.CreateTableAsStmt.into?.onCommit
        : undefined;
  return kept === "ONCOMMIT_DROP" || kept === "ONCOMMIT_DELETE_ROWS";
}

/** Whether a script is meant to be run in one transaction (`psql -1`): it counts on one, and begins none. */
export function needsTransaction(statements: readonly ScriptStatement[]): boolean {
  const own = statements.some((each) => !["savepoint", null].includes(transactionControl(each)));
  return !own && statements.some(needsOne);
}
