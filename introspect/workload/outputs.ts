/** What a query gives: its columns, and their order. */
import type { Node, SelectStmt } from "libpg-query";
import { toTarget } from "./conditions.ts";
import { resolveColumn, type Scope, type Source, type Target } from "./scope.ts";
import { callsWindow, columnParts, isA, textOf } from "./syntax.ts";

/** What a query gives to the one around it. */
export type Outputs = Pick<Source, "columns" | "open">;

/** ORDER BY, where an index of one relation could give it. */
export function noteOrder(select: SelectStmt, scope: Scope): void {
  const keys = (select.sortClause ?? []).map((each) => (isA(each, "SortBy") ? each.SortBy : {}));
  const targets = keys.map(({ node }) => toTarget(outputNamed(node, select) ?? node, scope));
  const [first] = targets;
  if (first === null || first === undefined || (select.groupClause ?? []).length > 0) return;
  const isDescending = (key: (typeof keys)[number]) => key.sortby_dir === "SORTBY_DESC";
  const alike = keys.every((key) => isDescending(key) === isDescending(keys[0] ?? {}));
  // An index that is gone through backwards gives its nulls first.
  const unusual = keys.some(
    (key) => key.sortby_nulls === (isDescending(key) ? "SORTBY_NULLS_LAST" : "SORTBY_NULLS_FIRST"),
  );
  if (!alike || unusual || targets.some((target) => target?.mention !== first.mention)) return;
  first.mention.order = [...new Set(targets.map((target) => target?.column ?? ""))];
  first.mention.limited = select.limitCount !== undefined;
}

/** What ORDER BY means by a number or by the name of an output; `null` where it means neither. */
function outputNamed(node: Node | undefined, select: SelectStmt): Node | null {
  const outputs = (select.targetList ?? []).map((each) => (isA(each, "ResTarget") ? each.ResTarget : {}));
  if (isA(node, "A_Const")) return outputs[(node.A_Const.ival?.ival ?? 0) - 1]?.val ?? null;
  const parts = columnParts(node);
  return parts?.length === 1 ? (outputs.find(({ name }) => name === parts[0])?.val ?? null) : null;
}

/**
 * What the columns of a subquery are: a condition on one of them is a condition on the column that it passes on,
 * unless the subquery puts rows together or cuts them off first.
 */
export function outputsOf(select: SelectStmt, scope: Scope): Outputs {
  const { groupClause, distinctClause, limitCount, limitOffset, havingClause, windowClause } = select;
  const clauses = [groupClause, distinctClause, limitCount, limitOffset, havingClause, windowClause];
  const passes = clauses.every((clause) => clause === undefined) && !callsWindow(select.targetList);
  const columns = new Map<string, Target | null>();
  let open = false;
  for (const each of select.targetList ?? []) {
    if (!isA(each, "ResTarget")) continue;
    const { name, val } = each.ResTarget;
    const parts = columnParts(val);
    if (parts !== null) columns.set(name ?? (parts.at(-1) as string), passes ? resolveColumn(parts, scope) : null);
    else if (isA(val, "ColumnRef")) {
      for (const source of starOf(val.ColumnRef.fields ?? [], scope)) {
        open ||= source.open;
        for (const [column, target] of source.columns) columns.set(column, passes ? target : null);
      }
    } else if (name !== undefined) columns.set(name, null);
    // Named after a function or a type, by rules that need not be known here.
    else open = true;
  }
  return { columns, open };
}

/** What `*` or `t.*` stands for. */
function starOf(fields: readonly Node[], { sources }: Scope): Source[] {
  const name = fields.length > 1 ? textOf(fields.at(-2)) : null;
  return sources.filter((source) => name === null || source.name === name);
}
