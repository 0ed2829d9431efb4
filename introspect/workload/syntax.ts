/** Small questions about libpg-query's trees. */
import type { Node, SelectStmt } from "libpg-query";

/** The only key of a node says what it is. */
export function isA<K extends string>(node: Node | undefined, kind: K): node is Extract<Node, Record<K, unknown>> {
  return node !== undefined && kind in node;
}

/** The text of a String node, or "". */
export function textOf(node: Node | undefined): string {
  return isA(node, "String") ? (node.String.sval ?? "") : "";
}

/** The parts of a column reference, or `null` for anything else, such as `t.*`. */
export function columnParts(node: Node | undefined): string[] | null {
  if (!isA(node, "ColumnRef")) return null;
  const fields = node.ColumnRef.fields ?? [];
  return fields.every((field) => isA(field, "String")) ? fields.map(textOf) : null;
}

/** Every column reference under a node, without those of subqueries. */
export function columnsUnder(node: unknown): string[][] {
  const found: string[][] = [];
  walk(node, (each) => {
    const parts = columnParts(each);
    if (parts !== null) found.push(parts);
    return !isA(each, "SelectStmt");
  });
  return found;
}

/** The subqueries of expressions under a node, without those within them, nor those of FROM. */
export function subqueriesUnder(node: unknown): SelectStmt[] {
  const found: SelectStmt[] = [];
  walk(node, (each) => {
    if (!isA(each, "SelectStmt")) return true;
    found.push(each.SelectStmt);
    return false;
  });
  return found;
}

/** A window function is called, which sees rows that a condition outside would leave out. */
export function callsWindow(node: unknown): boolean {
  let found = false;
  walk(node, (each) => {
    found ||= isA(each, "FuncCall") && each.FuncCall.over !== undefined;
    return !isA(each, "SelectStmt");
  });
  return found;
}

/** Visits every object of a tree, from the outside in; `visit` returning false leaves out what is within. */
function walk(value: unknown, visit: (node: Node) => boolean): void {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const each = open.pop();
    if (typeof each !== "object" || each === null) continue;
    if (Array.isArray(each)) open.push(...each.toReversed());
    else if (visit(each as Node)) open.push(...Object.values(each).toReversed());
  }
}
