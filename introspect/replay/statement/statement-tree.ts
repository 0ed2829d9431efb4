/** A statement's parse tree, by PostgreSQL's own grammar (libpg-query), and small questions about it. */

import { loadModule, type Node, parseSync, type RangeVar } from "libpg-query";
import { quoteIdentifier, quoteQualified } from "../../../src/model/names.ts";

await loadModule();

/** A single statement, without its semicolon. */
export interface Statement {
  text: string;
}

/** Each statement is asked several times, and parsed once. */
const trees = new WeakMap<Statement, Node | null>();

/** Longer statements are rows, and longer INSERTs. */
const MOST = 200_000;
const MOST_ROWS = 20_000;

/**
 * The tree of a statement; `null` for a text that the grammar does not take, which no server of its version takes
 * either, and for rows.
 */
export function treeOf(statement: Statement): Node | null {
  const known = trees.get(statement);
  if (known !== undefined) return known;
  const tree = parse(statement.text);
  trees.set(statement, tree);
  return tree;
}

/** The statement whose tree is a part of its own: one of those in a body that is no string. */
export function statementOf<Whole extends Statement>(whole: Whole, tree: Node): Whole {
  const statement = { ...whole };
  trees.set(statement, tree);
  return statement;
}

function parse(text: string): Node | null {
  if (text.length > MOST || (text.length > MOST_ROWS && /^INSERT\b/i.test(text))) return null;
  try {
    const { stmts = [] } = parseSync(text);
    return stmts.length === 1 ? (stmts[0]?.stmt ?? null) : null;
  } catch {
    return null;
  }
}

/** A relation's name as a statement gives it, folded. */
export interface WrittenName {
  /** `null` where the search path decides. */
  schema: string | null;
  name: string;
}

/** The name of a range variable. */
export function nameOf({ schemaname, relname }: RangeVar): WrittenName {
  return { schema: schemaname ?? null, name: relname ?? "" };
}

/** The strings that a name is made of, or an option's value: one of them, a list node, or a list of nodes. */
export function partsOf(value: Node | Node[] | undefined): string[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if ("List" in value) return partsOf(value.List.items);
  return "String" in value ? [value.String.sval ?? ""] : [];
}

/** What an option such as `LANGUAGE c` or `(ANALYZE)` has for its value; `undefined` where it is not there, or has none. */
export function optionOf(options: readonly Node[] | undefined, name: string): Node | undefined {
  return (options ?? []).flatMap((each) =>
    "DefElem" in each && each.DefElem.defname === name ? [each.DefElem.arg] : [],
  )[0];
}

/** The last two parts of a name: schema and name. */
export function toWrittenName(parts: readonly string[]): WrittenName {
  return { schema: parts.at(-2) ?? null, name: parts.at(-1) ?? "" };
}

/** As SQL writes it. */
export function formatWrittenName({ schema, name }: WrittenName): string {
  return schema === null ? quoteIdentifier(name) : quoteQualified(schema, name);
}

/** Whether an option of a list in parentheses is there and not turned off: `(CONCURRENTLY, VERBOSE off)`. */
export function hasOption(options: readonly Node[] | undefined, name: string): boolean {
  return (options ?? []).some((option) => {
    if (!("DefElem" in option) || option.DefElem.defname !== name) return false;
    const { arg } = option.DefElem;
    if (arg === undefined) return true;
    if ("Integer" in arg) return (arg.Integer.ival ?? 0) !== 0;
    if ("Boolean" in arg) return arg.Boolean.boolval === true;
    return !("String" in arg) || /^(true|on)$/i.test(arg.String.sval ?? "");
  });
}

/** Visits every node of a tree from the outside in, in the statement's order; `visit` returning false leaves out what is within. */
export function walkTree(node: unknown, visit: (node: Node) => boolean): void {
  if (typeof node !== "object" || node === null) return;
  if (Array.isArray(node)) {
    for (const each of node) walkTree(each, visit);
  } else if (visit(node as Node)) {
    for (const each of Object.values(node)) walkTree(each, visit);
  }
}
