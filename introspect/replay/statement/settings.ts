/** Settings of the session that a statement changes. */
import type { Node } from "libpg-query";
import { partsOf, type Statement, treeOf, walkTree } from "./statement-tree.ts";

export interface SettingChange {
  /** In lower case: `lock_timeout`, `session_authorization`, `transaction` for SET TRANSACTION. */
  name: string;
  /** As text; `null` where it goes back to what it was: RESET, and SET … TO DEFAULT. */
  value: string | null;
  /** Until the transaction ends. */
  local: boolean;
}

/** What SET, RESET and calls of set_config change, the latter wherever they stand in the statement. */
export function settingsOf(statement: Statement): SettingChange[] {
  if (!/^(SET|RESET)\b|set_config/i.test(statement.text)) return [];
  const tree = treeOf(statement);
  return tree === null ? [] : settingsIn(tree);
}

/** The same, of a statement's tree. */
export function settingsIn(tree: Node): SettingChange[] {
  if ("VariableSetStmt" in tree) {
    const { name = "", args = [], kind, is_local = false } = tree.VariableSetStmt;
    if (kind === "VAR_SET_MULTI") return [{ name: name.toLowerCase(), value: "", local: name === "TRANSACTION" }];
    const value = kind === "VAR_SET_VALUE" ? args.map(constantOf).join(", ") : null;
    return [{ name: name.toLowerCase(), value, local: is_local }];
  }
  const found: SettingChange[] = [];
  walkTree(tree, (node) => {
    if (!("FuncCall" in node) || partsOf(node.FuncCall.funcname).at(-1) !== "set_config") return true;
    const [name, value] = (node.FuncCall.args ?? []).map(constantOf);
    if (name !== undefined && value !== undefined) found.push({ name: name.toLowerCase(), value, local: false });
    return true;
  });
  return found;
}

/** The statement limits how long a lock is waited for. 0 takes the limit away. */
export function limitsLockWait(statement: Statement): boolean {
  return settingsOf(statement).some(
    ({ name, value }) => name === "lock_timeout" && value !== null && !/^\s*0+\s*(us|ms|s|min|h|d)?\s*$/i.test(value),
  );
}

/** A constant's text; empty for what is no constant. */
function constantOf(node: Node): string {
  if ("TypeCast" in node) return node.TypeCast.arg === undefined ? "" : constantOf(node.TypeCast.arg);
  if (!("A_Const" in node)) return "";
  const { sval, ival, fval, boolval } = node.A_Const;
  if (sval !== undefined) return sval.sval ?? "";
  if (ival !== undefined) return String(ival.ival ?? 0);
  return fval?.fval ?? (boolval === undefined ? "" : String(boolval.boolval === true));
}
