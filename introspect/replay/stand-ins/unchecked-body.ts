/** Functions in SQL that call what is missing: they are kept as they are written. */

import type { FailedStatement } from "../limits/failed-statement.ts";
import type { ReplayState } from "../replay-state.ts";
import { treeOf } from "../statement/statement-tree.ts";

/** The statement with PostgreSQL's look into the body turned off; `null` where that is not what stops it. */
export function withoutBodyCheck({ statement, error }: FailedStatement, { losses }: ReplayState): string | null {
  const tree = treeOf(statement);
  if (!losses.any || tree === null || !("CreateFunctionStmt" in tree)) return null;
  const { options = [], sql_body } = tree.CreateFunctionStmt;
  const inSql = options.some((option) => {
    if (!("DefElem" in option) || option.DefElem.defname !== "language") return false;
    const { arg } = option.DefElem;
    return arg !== undefined && "String" in arg && arg.String.sval === "sql";
  });
  // Syntax is looked at even so, and a body that is no string is taken apart at once.
  if (!inSql || sql_body !== undefined || !error.code.startsWith("42") || error.code === "42601") return null;
  return `SET check_function_bodies = off; ${statement.text};\nSET check_function_bodies = on`;
}
