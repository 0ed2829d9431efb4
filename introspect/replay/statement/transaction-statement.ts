/** What a statement does to the transaction that it stands in, as PostgreSQL's own parser reads it. */
import { type Statement, treeOf } from "./statement-tree.ts";

/**
 * `begin` opens a transaction, `commit` and `rollback` end one, `chain` ends one and opens the next, `savepoint` is
 * about a part of one. PREPARE TRANSACTION takes the session out of its transaction, as `commit` does.
 */
export type TransactionControl =
  | "begin"
  | "commit"
  | "rollback"
  | "commit and chain"
  | "rollback and chain"
  | "savepoint";

/** First words of PostgreSQL's TransactionStmt; what else begins with them is told apart by the parser. */
const FIRST_WORDS = /^(BEGIN|START|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT|RELEASE|PREPARE)\b/i;

/** `null` for any other statement, COMMIT PREPARED and ROLLBACK PREPARED among them, and for what is no SQL. */
export function transactionControl(statement: Statement): TransactionControl | null {
  if (!FIRST_WORDS.test(statement.text)) return null;
  const tree = treeOf(statement);
  if (tree === null || !("TransactionStmt" in tree)) return null;
  const { kind, chain } = tree.TransactionStmt;
  switch (kind) {
    case "TRANS_STMT_BEGIN":
    case "TRANS_STMT_START":
      return "begin";
    case "TRANS_STMT_COMMIT":
      return chain === true ? "commit and chain" : "commit";
    case "TRANS_STMT_PREPARE":
      return "commit";
    case "TRANS_STMT_ROLLBACK":
      return chain === true ? "rollback and chain" : "rollback";
    case "TRANS_STMT_SAVEPOINT":
    case "TRANS_STMT_RELEASE":
    case "TRANS_STMT_ROLLBACK_TO":
      return "savepoint";
    default:
      return null;
  }
}

/** Whether a transaction is open after the statement, given whether one was before it. */
export function isOpenAfter(control: TransactionControl | null, open: boolean): boolean {
  if (control === null || control === "savepoint") return open;
  return control !== "commit" && control !== "rollback";
}
