/** A script's statements as they can run inside a transaction of ours that is rolled back. */
import type { Engine } from "../engine/engine.ts";
import { treat } from "../limits/index.ts";
import type { ScriptStatement } from "../script/script.ts";
import { refusedInTransaction } from "./step-statement.ts";
import { transactionControl } from "./transaction-statement.ts";

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
    const text = treatment === null ? statement.text : treatment.sql;
    const control = transactionControl(text);
    if (control === "rollback" || control === "rollback and chain") {
      return { reason: `${statement.file}:${statement.line} rolls a transaction back` };
    }
    if (control !== null && control !== "savepoint") continue;
    // What is prepared or thrown away outlives the transaction.
    if (/^(PREPARE|DEALLOCATE|DISCARD)\b/i.test(text)) {
      return { reason: `${statement.file}:${statement.line} changes the session for good` };
    }
    const alone = withoutConcurrently(text);
    if (alone === null) return { reason: `${statement.file}:${statement.line} cannot run inside a transaction` };
    kept.push({ ...statement, text: alone });
  }
  return { statements: kept };
}

/** `null` where no transaction allows the command. The length stays, so that places in errors hold. */
function withoutConcurrently(text: string): string | null {
  const refused = refusedInTransaction(text);
  if (refused === null) return text;
  return refused.tag.endsWith("CONCURRENTLY")
    ? text.replace(/\bCONCURRENTLY\b/i, (word) => " ".repeat(word.length))
    : null;
}
