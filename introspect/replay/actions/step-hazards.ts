/**
 * Which statements of a step may fail in a transaction though the step is right. Each of those runs under a savepoint,
 * the others do not: a savepoint keeps 8 kB to the transaction's end, which looks at every table each time.
 */
import type { Node } from "libpg-query";
import { refusedInTransaction } from "../statement/refused-in-transaction.ts";
import { kindOf } from "../statement/statement-kind.ts";
import { partsOf, type Statement, treeOf } from "../statement/statement-tree.ts";

export class StepHazards {
  readonly #addsValue: boolean;
  readonly #changesRows: boolean;

  constructor(statements: readonly Statement[]) {
    this.#addsValue = statements.some(addsValue);
    this.#changesRows = statements.some(mayChangeRows);
  }

  /** Whether the statement may be refused, or miss a role that is to be made up. */
  mayStop(statement: Statement): boolean {
    if (this.#addsValue) return true;
    const kind = kindOf(statement);
    if (kind === "rows") return false;
    const defines = kind === "definition" || kind === "alteration" || kind === "comment";
    return this.#changesRows || !defines || changesOwner(statement) || refusedInTransaction(statement) !== null;
  }
}

/** A value that nothing can have before the transaction ends. */
function addsValue(statement: Statement): boolean {
  const tree = treeOf(statement);
  return tree !== null && "AlterEnumStmt" in tree && tree.AlterEnumStmt.oldVal === undefined;
}

/** After these there may be trigger events that wait, with which a table cannot be changed. */
function mayChangeRows(statement: Statement): boolean {
  const kind = kindOf(statement);
  if (kind !== "query") return kind === "rows" || kind === "bulk" || kind === "code";
  const tree = treeOf(statement);
  return tree === null || !setsOnly(tree);
}

/** A query for what it sets, as pg_dump writes them. */
function setsOnly(tree: Node): boolean {
  const { targetList = [], fromClause } = "SelectStmt" in tree ? tree.SelectStmt : {};
  const [only, ...others] = targetList;
  if (only === undefined || others.length > 0 || fromClause !== undefined || !("ResTarget" in only)) return false;
  const { val } = only.ResTarget;
  if (val === undefined || !("FuncCall" in val)) return false;
  return /^(set_config|setval)$/.test(partsOf(val.FuncCall.funcname).at(-1) ?? "");
}

function changesOwner(statement: Statement): boolean {
  const tree = treeOf(statement);
  if (tree === null || !("AlterTableStmt" in tree)) return false;
  return (tree.AlterTableStmt.cmds ?? []).some(
    (each) => "AlterTableCmd" in each && each.AlterTableCmd.subtype === "AT_ChangeOwner",
  );
}
