/** What a statement calls by name, from its syntax tree. */
import { loadModule, parseSync } from "libpg-query";

export interface StatementNames {
  /** Functions, by their last part. */
  functions: string[];
  operators: string[];
  types: string[];
  relations: string[];
  /** Of all of these, those without a schema. */
  unqualified: string[];
}

/** What the grammar turns into operators without showing them as such. */
const BETWEEN = /BETWEEN/;

/** Throws on a statement that PostgreSQL's parser does not take. */
export async function namesIn(sql: string): Promise<StatementNames> {
  await loadModule();
  const found = {
    functions: new Set<string>(),
    operators: new Set<string>(),
    types: new Set<string>(),
    relations: new Set<string>(),
  };
  const unqualified = new Set<string>();
  // A common table expression hides a relation of its name.
  const own = new Set<string>();
  const note = (kind: keyof typeof found, parts: readonly string[]): void => {
    const name = parts.at(-1) as string;
    if (kind === "relations" && parts.length === 1 && own.has(name)) return;
    found[kind].add(name);
    if (parts.length === 1) unqualified.add(name);
  };
  const partsOf = (value: unknown): string[] =>
    ((value ?? []) as { String: { sval: string } }[]).map((part) => part.String.sval);
  const tree: unknown = parseSync(sql);
  walk(tree, (key, node) => {
    if (key === "CommonTableExpr") own.add(String(node.ctename));
  });
  walk(tree, (key, node) => {
    if (key === "FuncCall") note("functions", partsOf(node.funcname));
    if (key === "A_Expr" && BETWEEN.test(String(node.kind))) for (const each of [">=", "<="]) note("operators", [each]);
    else if (key === "A_Expr") note("operators", partsOf(node.name));
    if (key === "CaseExpr" && node.arg !== undefined) note("operators", ["="]);
    if (key === "SubLink" && node.subLinkType === "ANY_SUBLINK" && node.operName === undefined)
      note("operators", ["="]);
    if (key === "JoinExpr" && node.usingClause !== undefined) note("operators", ["="]);
    if (key === "typeName" || key === "TypeName") note("types", partsOf(node.names));
    if (key === "RangeVar") {
      note("relations", [node.schemaname, node.relname].filter((part) => part !== undefined).map(String));
    }
  });
  const sorted = (names: Set<string>) => [...names].sort();
  return {
    functions: sorted(found.functions),
    operators: sorted(found.operators),
    types: sorted(found.types),
    relations: sorted(found.relations),
    unqualified: sorted(unqualified),
  };
}

function walk(value: unknown, visit: (key: string, node: Record<string, unknown>) => void): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (typeof child === "object" && child !== null && !Array.isArray(child)) {
      visit(key, child as Record<string, unknown>);
    }
    walk(child, visit);
  }
}
