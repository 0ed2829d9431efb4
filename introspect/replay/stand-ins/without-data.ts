/** Materialized views of foreign tables, whose wrapper stands in for one and reads nothing: they are made empty. */

import type { FailedStatement } from "../limits/failed-statement.ts";
import { treeOf } from "../statement/statement-tree.ts";

/** The statement WITH NO DATA; `null` where it is not the reading of a foreign table that stops it. */
export function withoutData({ statement, error }: FailedStatement): string | null {
  const tree = treeOf(statement);
  if (tree === null || !("CreateTableAsStmt" in tree) || !error.message.endsWith("has no handler")) return null;
  if (tree.CreateTableAsStmt.into?.skipData === true) return null;
  return `${statement.text.replace(/\s+WITH\s+DATA$/i, "")}\nWITH NO DATA`;
}
