/** Puts together what rules on migrations are told of a step's script. */
import { wayBackOfCode } from "../../../src/model/history.ts";
import type { Roundtrip, StepAction, StepFacts, StepTransactions } from "../../../src/model/migration-facts.ts";
import type { HistoryFile } from "../history.ts";
import { readDirectives, readIrreversible } from "../script/directives.ts";
import type { ScriptStatement } from "../script/script.ts";
import { readBlock } from "../statement/block-statements.ts";
import { refusedInTransaction } from "../statement/refused-in-transaction.ts";
import { limitsLockWait } from "../statement/settings.ts";
import { isChange } from "../statement/statement-kind.ts";
import { isOpenAfter, transactionControl } from "../statement/transaction-statement.ts";

/** What the script says, without what git does. The replay saw the rest. */
export function buildScriptFacts(
  { file, text, inTransaction, down, code }: HistoryFile,
  statements: readonly ScriptStatement[],
  downStatements: readonly ScriptStatement[],
  { actions, roundtrip }: { actions: readonly StepAction[]; roundtrip: Roundtrip | null },
): Omit<StepFacts, "tracked" | "edits"> {
  const own = statements.filter((statement) => statement.file === file).map(({ line }) => line);
  return {
    transactions: buildTransactions(statements, inTransaction ?? null),
    actions: [...actions],
    lockTimeout: statements.flatMap((each) => [each, ...readBlock(each).statements]).find(limitsLockWait)?.line ?? null,
    directives: readDirectives(text, own),
    down:
      down === undefined
        ? wayBackOfCode(code?.says ?? null)
        : {
            statements: downStatements.filter(isChange).length,
            irreversible: readIrreversible(`${text}\n${down.text}`),
            roundtrip,
          },
  };
}

/** In a transaction a block may not end one. */
function endsInBlock(statement: ScriptStatement): boolean {
  return readBlock(statement).statements.some((each) => transactionControl(each) !== null);
}

function buildTransactions(statements: readonly ScriptStatement[], byTool: boolean | null): StepTransactions {
  const found: StepTransactions = { byTool, blocks: 0, outside: 0, strayEnd: null, refused: [] };
  let open = false;
  for (const statement of statements) {
    const { line } = statement;
    const control = transactionControl(statement);
    if ((control === "begin" && !open) || control?.endsWith("and chain")) found.blocks += 1;
    if ((control === "commit" || control === "rollback") && !open) found.strayEnd ??= line;
    if (control === null && !open && isChange(statement)) found.outside += 1;
    open = isOpenAfter(control, open);
    const refused = refusedInTransaction(statement);
    if (refused !== null) found.refused.push({ line, ...refused });
    else if (endsInBlock(statement)) found.refused.push({ line, tag: "DO with COMMIT", name: null });
  }
  return found;
}
