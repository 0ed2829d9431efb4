/** The statements within a DO block or a routine's body, which the server runs as if they stood in the script themselves. */
import { type CreateFunctionStmt, type DoStmt, type Node, parsePlPgSQLSync } from "libpg-query";
import type { ScriptStatement } from "../script/script.ts";
import { partsOf, treeOf } from "./statement-tree.ts";
import { textsOfBody } from "./unparsed-body.ts";

/** The end of a transaction within a block, which only a block outside a transaction may ask for. */
const ENDS: ReadonlySet<string> = new Set(["PLpgSQL_stmt_commit", "PLpgSQL_stmt_rollback"]);

/**
 * What a DO block in PL/pgSQL may run, constants of EXECUTE among it, whatever its conditions say; empty for any other
 * statement. Places are the block's own: comments that silence rules stand before it.
 */
export function statementsOfBlock(statement: ScriptStatement): ScriptStatement[] {
  const tree = /^DO\b/i.test(statement.text) ? treeOf(statement) : null;
  if (tree === null || !("DoStmt" in tree)) return [];
  const { language, body } = partsOfBody(tree.DoStmt.args);
  if (body === null || (language !== null && language !== "plpgsql")) return [];
  return textsOf(statement.text, body).map((text) => ({ ...statement, text }));
}

/** What a function or procedure in SQL or PL/pgSQL runs when it is called; places are those of its CREATE. */
export function statementsOfRoutine(statement: ScriptStatement, tree: CreateFunctionStmt): ScriptStatement[] {
  const { language, body } = partsOfBody(tree.options);
  if (body === null) return [];
  if (language === "plpgsql") return textsOf(statement.text, body).map((text) => ({ ...statement, text }));
  return language === "sql" ? textsOfBody(body).map((text) => ({ ...statement, text })) : [];
}

/** Language (`null`: not said) and body of DO and CREATE FUNCTION; of several strings, as C functions have, the first. */
function partsOfBody(options: DoStmt["args"]): { language: string | null; body: string | null } {
  const argOf = (name: string): Node | undefined =>
    (options ?? []).flatMap((each) =>
      "DefElem" in each && each.DefElem.defname === name ? [each.DefElem.arg] : [],
    )[0];
  return { language: partsOf(argOf("language"))[0] ?? null, body: partsOf(argOf("as"))[0] ?? null };
}

/** The texts of a PL/pgSQL body's statements; of one that the parser does not take, found by the words they begin with. */
function textsOf(statement: string, body: string): string[] {
  let parsed: unknown;
  try {
    parsed = parsePlPgSQLSync(statement);
  } catch {
    return textsOfBody(body);
  }
  const texts: string[] = [];
  collect(parsed, texts);
  return texts;
}

interface Expression {
  PLpgSQL_expr?: { query?: string };
}

function collect(value: unknown, texts: string[]): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) collect(each, texts);
    return;
  }
  for (const [kind, node] of Object.entries(value)) {
    if (ENDS.has(kind)) texts.push(kind === "PLpgSQL_stmt_commit" ? "COMMIT" : "ROLLBACK");
    else if (kind === "PLpgSQL_stmt_dynexecute") texts.push(...constantOf((node as { query?: Expression }).query));
    // Conditions, assignments and the queries of loops are expressions too: what they call is run.
    else if (kind === "PLpgSQL_expr") texts.push(...statementOf(node as Expression["PLpgSQL_expr"]));
    else collect(node, texts);
  }
}

function statementOf(expression: { query?: string; parseMode?: number } | undefined): string[] {
  if (expression?.query === undefined) return [];
  // RawParseMode: 0 is a whole statement, the others are expressions and assignments.
  return [expression.parseMode ? `SELECT ${expression.query.replace(/^[^=]*:=/, "")}` : expression.query];
}

/** The text of EXECUTE where it is a constant, or constants put together. */
function constantOf(query: Expression | undefined): string[] {
  const written = query?.PLpgSQL_expr?.query;
  const tree = written === undefined ? null : treeOf({ text: `SELECT ${written}` });
  const target = tree !== null && "SelectStmt" in tree ? tree.SelectStmt.targetList?.[0] : undefined;
  const value = target !== undefined && "ResTarget" in target ? foldConstant(target.ResTarget.val) : null;
  return value === null ? [] : [value.trim()];
}

function foldConstant(node: Node | undefined): string | null {
  if (node === undefined) return null;
  if ("A_Const" in node) return node.A_Const.sval?.sval ?? null;
  if ("TypeCast" in node) return foldConstant(node.TypeCast.arg);
  if (!("A_Expr" in node) || partsOf(node.A_Expr.name).join("") !== "||") return null;
  const [left, right] = [foldConstant(node.A_Expr.lexpr), foldConstant(node.A_Expr.rexpr)];
  return left === null || right === null ? null : left + right;
}
