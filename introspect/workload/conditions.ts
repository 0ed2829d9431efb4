/** What the conditions of a query ask of each column. */
import type { A_Expr, Node } from "libpg-query";
import { resolveColumn, type Scope, type Target } from "./scope.ts";
import { columnParts, columnsUnder, isA, textOf } from "./syntax.ts";

/** How the two sides of a comparison may be told from an ordinary index. */
const RANGES: ReadonlySet<string> = new Set(["<", ">", "<=", ">="]);

/** Notes what a condition of WHERE or ON says of the columns in scope. Conditions within subqueries are theirs. */
export function noteCondition(condition: Node | undefined, scope: Scope): void {
  if (condition === undefined) return;
  if (isA(condition, "BoolExpr")) {
    const { boolop, args = [] } = condition.BoolExpr;
    if (boolop === "AND_EXPR") for (const arg of args) noteCondition(arg, scope);
    else if (boolop === "OR_EXPR") noteAlternatives(condition, args, scope);
    else noteFlag(args[0], scope);
    return;
  }
  if (isA(condition, "A_Expr")) noteComparison(condition.A_Expr, scope);
  else if (isA(condition, "SubLink")) noteMembership(condition, scope);
  else noteFlag(condition, scope);
}

/** A boolean column by itself, or whatever it is that no index is known to serve. */
function noteFlag(condition: Node | undefined, scope: Scope): void {
  const target = toTarget(condition, scope);
  if (target === null) noteOther(condition, scope);
  else target.mention.equality.add(target.column);
}

/** `a = $1 OR a = $2` is one search; anything else is as many as there are arms. */
function noteAlternatives(condition: Node, arms: readonly Node[], scope: Scope): void {
  const targets = arms.map((arm) => (isA(arm, "A_Expr") ? equalTarget(arm.A_Expr, scope) : null));
  const [first] = targets;
  const same = targets.every((each) => each?.mention === first?.mention && each?.column === first?.column);
  if (first !== null && first !== undefined && same) first.mention.equality.add(first.column);
  else noteOther(condition, scope);
}

/** The column that is compared for equality with a value and nothing else. */
function equalTarget({ kind, name, lexpr, rexpr }: A_Expr, scope: Scope): Target | null {
  if (operatorOf(name) !== "=" || columnsUnder(rexpr).length > 0) return null;
  return kind === "AEXPR_OP" || kind === "AEXPR_OP_ANY" || kind === "AEXPR_IN" ? toTarget(lexpr, scope) : null;
}

function noteComparison({ kind, name, lexpr, rexpr }: A_Expr, scope: Scope): void {
  const operator = operatorOf(name);
  if (kind === "AEXPR_BETWEEN" || kind === "AEXPR_BETWEEN_SYM") noteList(lexpr, rexpr, "range", scope);
  else if ((kind === "AEXPR_OP_ANY" || kind === "AEXPR_IN") && operator === "=") {
    noteList(lexpr, rexpr, "equality", scope);
  } else if (kind === "AEXPR_OP" && operator === "=") noteEquality(lexpr, rexpr, scope);
  else if (kind === "AEXPR_OP" && RANGES.has(operator)) noteRange(lexpr, rexpr, scope);
  else noteOther([lexpr, rexpr], scope);
}

function noteEquality(left: Node | undefined, right: Node | undefined, scope: Scope): void {
  const [a, b] = [rowOf(left), rowOf(right)];
  if (a !== null && b !== null && a.length === b.length) {
    for (const [index, each] of a.entries()) noteEquality(each, b[index], scope);
    return;
  }
  noteSide(left, right, "equality", scope);
  noteSide(right, left, "equality", scope);
}

/** Of `(a, b) > ($1, $2)` an index on `a` finds the beginning. */
function noteRange(left: Node | undefined, right: Node | undefined, scope: Scope): void {
  const [a, b] = [rowOf(left), rowOf(right)];
  if (a !== null && b !== null) {
    noteRange(a[0], b[0], scope);
    noteOther([a.slice(1), b.slice(1)], scope);
    return;
  }
  noteSide(left, right, "range", scope);
  noteSide(right, left, "range", scope);
}

/** `x IN ($1, $2)`, `(x, y) IN (($1, $2))`, `x BETWEEN $1 AND $2`. */
function noteList(left: Node | undefined, right: Node | undefined, as: "equality" | "range", scope: Scope): void {
  for (const each of rowOf(left) ?? [left]) noteSide(each, right, as, scope);
  noteOther(right, scope);
}

/** `x IN (SELECT …)`. */
function noteMembership(condition: Extract<Node, { SubLink: unknown }>, scope: Scope): void {
  const { subLinkType, operName, testexpr } = condition.SubLink;
  const isEqual = operName === undefined || operatorOf(operName) === "=";
  for (const each of rowOf(testexpr) ?? (testexpr === undefined ? [] : [testexpr])) {
    const target = toTarget(each, scope);
    if (subLinkType !== "ANY_SUBLINK" || !isEqual || target === null) noteOther(each, scope);
    else target.mention.join.add(target.column);
  }
}

/** One side of a comparison, by what the other side is: a value, what another relation gives, or itself. */
function noteSide(side: Node | undefined, facing: Node | undefined, as: "equality" | "range", scope: Scope): void {
  const target = toTarget(side, scope);
  if (target === null) {
    noteOther(side, scope);
    return;
  }
  const others = columnsUnder(facing);
  const { mention, column } = target;
  if (others.length === 0) mention[as].add(column);
  else if (as === "equality" && !others.some((parts) => resolveColumn(parts, scope)?.mention === mention)) {
    mention.join.add(column);
  } else mention.other.add(column);
}

function noteOther(node: unknown, scope: Scope): void {
  for (const parts of columnsUnder(node)) {
    const target = resolveColumn(parts, scope);
    target?.mention.other.add(target.column);
  }
}

/** The column that an expression is, by itself. */
export function toTarget(node: Node | undefined, scope: Scope): Target | null {
  const parts = columnParts(node);
  return parts === null ? null : resolveColumn(parts, scope);
}

function rowOf(node: Node | undefined): Node[] | null {
  return isA(node, "RowExpr") ? (node.RowExpr.args ?? []) : null;
}

/** The operator, with `pg_catalog.` left out. */
function operatorOf(name: readonly Node[] | undefined): string {
  return textOf(name?.at(-1));
}
