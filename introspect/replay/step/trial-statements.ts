/** A script's statements as they can run inside a transaction of ours that is rolled back. */
import type { Engine } from "../engine/engine.ts";
import { treat } from "../limits/index.ts";
import type { ScriptStatement } from "../script/script.ts";
import { refusedInTransaction } from "../statement/refused-in-transaction.ts";
import { type Statement, treeOf } from "../statement/statement-tree.ts";
import { transactionControl } from "../statement/transaction-statement.ts";

/**
 * The statements without transactions of their own and without CONCURRENTLY, which makes no other schema. What
 * the engine cannot run and makes nothing is left out as in the replay. A reason where they would do something else than they say.
 */
export function buildTrial(
  statements: readonly ScriptStatement[],
  { kind }: Pick<Engine, "kind">,
): { statements: ScriptStatement[] } | { reason: string } {
  const kept: ScriptStatement[] = [];
  for (const statement of statements) {
    const treatment = kind === "pglite" ? treat(statement) : null;
    if (treatment?.kind === "fatal") return { reason: treatment.message };
    if (treatment?.kind === "omitted") {
      if (treatment.loses.length === 0) continue;
      return { reason: `the embedded engine leaves ${statement.file}:${statement.line} out` };
    }
    const treated = treatment === null ? statement : { ...statement, text: treatment.sql };
    const control = transactionControl(treated);
    if (control === "rollback" || control === "rollback and chain") {
      return { reason: `${statement.file}:${statement.line} rolls a transaction back` };
    }
    if (control !== null && control !== "savepoint") continue;
    // What is prepared or thrown away outlives the transaction.
    if (outlivesTransaction(treated)) {
      return { reason: `${statement.file}:${statement.line} changes the session for good` };
    }
    const alone = withoutConcurrently(treated);
    if (alone === null) return { reason: `${statement.file}:${statement.line} cannot run inside a transaction` };
    kept.push({ ...statement, text: alone });
  }
  return { statements: kept };
}

function outlivesTransaction(statement: Statement): boolean {
  const tree = treeOf(statement);
  return tree !== null && ("PrepareStmt" in tree || "DeallocateStmt" in tree || "DiscardStmt" in tree);
}

/** `null` where no transaction allows the command. The length stays, so that places in errors hold. */
function withoutConcurrently(statement: Statement): string | null {
  const { text } = statement;
  const refused = refusedInTransaction(statement);
  if (refused === null) return text;
  return refused.tag.endsWith("CONCURRENTLY")
    ? text.replace(/\bCONCURRENTLY\b/i, (word) => " ".repeat(word.length))
    : null;
}
