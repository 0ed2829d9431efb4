/** In which transaction each statement of a step runs, read before the first of them does. */
import type { ScriptStatement } from "../script/script.ts";
import { buildFailure } from "./step-failure.ts";
import { isOpenAfter, type TransactionControl, transactionControl } from "./transaction-statement.ts";

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
  const controls = statements.map(({ text }) => transactionControl(text));
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

/** Means something, or is allowed, within a transaction alone. */
const WITHIN = /^(LOCK|SAVEPOINT|DECLARE|SET\s+(LOCAL|CONSTRAINTS))\b|^CREATE\s[^;]*?\bON\s+COMMIT\s+(DROP|DELETE)\b/i;

/** Whether a script is meant to be run in one transaction (`psql -1`): it counts on one, and begins none. */
export function needsTransaction(statements: readonly ScriptStatement[]): boolean {
  const own = statements.some(({ text }) => !["savepoint", null].includes(transactionControl(text)));
  return !own && statements.some(({ text }) => WITHIN.test(text.slice(0, HEAD)));
}

/** Longer statements are data, or say in their beginning what they are. */
const HEAD = 2000;
