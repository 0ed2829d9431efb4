/** The statements within a DO block or a routine's body, which the server runs as if they stood in the script themselves. */
import { type CreateFunctionStmt, type DoStmt, type Node, parsePlPgSQLSync } from "libpg-query";
import { optionOf, partsOf, type Statement, statementOf, treeOf } from "./statement-tree.ts";
import { textsOfBody } from "./unparsed-body.ts";

/** The end of a transaction within a block, which only a block outside a transaction may ask for. */
const ENDS: ReadonlySet<string> = new Set(["PLpgSQL_stmt_commit", "PLpgSQL_stmt_rollback"]);

export interface BlockContents<Within extends Statement = Statement> {
  /** In their order. Places are the block's own: comments that silence rules stand before it. */
  statements: readonly Within[];
  /** Whether that is all that it does: it neither runs a text that it puts together nor PERFORMs a function. */
  complete: boolean;
}

const blocks = new WeakMap<Statement, BlockContents>();

/**
 * What a DO block in PL/pgSQL may run, constants of EXECUTE among it, whatever its conditions say; nothing for any other
 * statement.
 */
export function readBlock<Within extends Statement>(statement: Within): BlockContents<Within> {
  const known = blocks.get(statement) as BlockContents<Within> | undefined;
  if (known !== undefined) return known;
  const tree = /^DO\b/i.test(statement.text) ? treeOf(statement) : null;
  const contents = tree === null || !("DoStmt" in tree) ? NOTHING : readDo(statement, tree.DoStmt);
  blocks.set(statement, contents);
  return contents;
}

const NOTHING: BlockContents<never> = { statements: [], complete: true };

function readDo<Within extends Statement>(statement: Within, { args }: DoStmt): BlockContents<Within> {
  const [body] = partsOf(optionOf(args, "as"));
  const [language = "plpgsql"] = partsOf(optionOf(args, "language"));
  if (body === undefined || language !== "plpgsql") return { statements: [], complete: false };
  const { texts, complete } = readBody(statement.text, body);
  return { statements: texts.map((text) => ({ ...statement, text })), complete };
}

/** What a function or procedure in SQL or PL/pgSQL runs when it is called; places are those of its CREATE. */
export function statementsOfRoutine<Within extends Statement>(
  statement: Within,
  { options, sql_body }: CreateFunctionStmt,
): Within[] {
  if (sql_body !== undefined) return partsOfBody(sql_body).map((tree) => statementOf(statement, tree));
  const [body] = partsOf(optionOf(options, "as"));
  const [language] = partsOf(optionOf(options, "language"));
  if (body === undefined || (language !== "plpgsql" && language !== "sql")) return [];
  const texts = language === "sql" ? textsOfBody(body) : readBody(statement.text, body).texts;
  return texts.map((text) => ({ ...statement, text }));
}

/** The statements of BEGIN ATOMIC … END; the expression of RETURN. */
function partsOfBody(body: Node): Node[] {
  if ("List" in body) return (body.List.items ?? []).flatMap(partsOfBody);
  return [body];
}

interface Texts {
  texts: string[];
  complete: boolean;
}

/** The texts of a PL/pgSQL body's statements; of one that the parser does not take, found by the words they begin with. */
function readBody(statement: string, body: string): Texts {
  let parsed: unknown;
  try {
    parsed = parsePlPgSQLSync(statement);
  } catch {
    const texts = textsOfBody(body).filter((text) => treeOf({ text }) !== null);
    return { texts, complete: !/\b(EXECUTE|PERFORM)\b/i.test(body) };
  }
  const found: Texts = { texts: [], complete: true };
  collect(parsed, found);
  return found;
}

interface Expression {
  PLpgSQL_expr?: { query?: string };
}

function collect(value: unknown, found: Texts): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) collect(each, found);
    return;
  }
  for (const [kind, node] of Object.entries(value)) {
    if (ENDS.has(kind)) found.texts.push(kind === "PLpgSQL_stmt_commit" ? "COMMIT" : "ROLLBACK");
    else if (kind === "PLpgSQL_stmt_dynexecute" || kind === "PLpgSQL_stmt_dynfors") {
      const { query, ...rest } = node as { query?: Expression };
      collectExecuted(query, found);
      collect(rest, found);
    } else if (kind === "dynquery") collectExecuted(node as Expression, found);
    // Conditions, assignments and the queries of loops are expressions too: what they call is run.
    else if (kind === "PLpgSQL_expr") found.texts.push(...textOf(node as Expression["PLpgSQL_expr"]));
    else {
      if (kind === "PLpgSQL_stmt_perform") found.complete = false;
      collect(node, found);
    }
  }
}

/** What EXECUTE runs, where it is a constant. */
function collectExecuted(query: Expression | undefined, found: Texts): void {
  const constant = constantOf(query);
  if (constant === null) found.complete = false;
  else found.texts.push(constant);
}

function textOf(expression: { query?: string; parseMode?: number } | undefined): string[] {
  if (expression?.query === undefined) return [];
  // RawParseMode: 0 is a whole statement, the others are expressions and assignments.
  return [expression.parseMode ? `SELECT ${expression.query.replace(/^[^=]*:=/, "")}` : expression.query];
}

/** The text of EXECUTE where it is a constant, or constants put together. */
function constantOf(query: Expression | undefined): string | null {
  const written = query?.PLpgSQL_expr?.query;
  const tree = written === undefined ? null : treeOf({ text: `SELECT ${written}` });
  const target = tree !== null && "SelectStmt" in tree ? tree.SelectStmt.targetList?.[0] : undefined;
  const value = target !== undefined && "ResTarget" in target ? foldConstant(target.ResTarget.val) : null;
  return value === null ? null : value.trim();
}

function foldConstant(node: Node | undefined): string | null {
  if (node === undefined) return null;
  if ("A_Const" in node) return node.A_Const.sval?.sval ?? null;
  if ("TypeCast" in node) return foldConstant(node.TypeCast.arg);
  if (!("A_Expr" in node) || partsOf(node.A_Expr.name).join("") !== "||") return null;
  const [left, right] = [foldConstant(node.A_Expr.lexpr), foldConstant(node.A_Expr.rexpr)];
  return left === null || right === null ? null : left + right;
}
