/** pg_stat_statements read by its meaning: which relations and columns the statements search. */
import { loadModule, type ParseResult, parseSync, type SelectStmt } from "libpg-query";
import { compareText } from "../../src/model/names.ts";
import type { Relation } from "../../src/model/relation.ts";
import type { RelationUse, Statement } from "../../src/model/workload.ts";
import { QueryWalk } from "./query-walk.ts";
import { buildRelationNames, type RelationNames } from "./scope.ts";
import { toStatementText } from "./statement-text.ts";
import { isA } from "./syntax.ts";

const SEARCHES = /(?:SELECT|WITH|INSERT|UPDATE|DELETE|MERGE|VALUES|TABLE)\b/iy;
/** What may stand before a statement's first word. */
const BEFORE = /\s+|\(|--[^\n]*|\/\*.*?\*\//sy;

/** False for utility statements, some of which cannot be parsed with their values taken out (`SAVEPOINT $1`). */
function mayStartSearch(text: string): boolean {
  BEFORE.lastIndex = 0;
  let start = 0;
  while (BEFORE.test(text)) start = BEFORE.lastIndex;
  SEARCHES.lastIndex = start;
  return SEARCHES.test(text);
}

/** One entry of pg_stat_statements. */
export interface CountedText {
  /** `null` where it is lost or too long. */
  text: string | null;
  calls: number;
  /** Milliseconds of all calls together. */
  time: number;
}

/**
 * The statements that name relations of the catalog, by their share of `totalTime`, and how many texts the parser did
 * not take. Utility statements, and those about nothing of the catalog, are left out.
 */
export async function readStatements(
  entries: readonly CountedText[],
  totalTime: number,
  relations: readonly Relation[],
): Promise<{ list: Statement[]; unparsed: number }> {
  await loadModule();
  const names = buildRelationNames(relations);
  const found = new Map<string, { calls: number; time: number; relations: RelationUse[] }>();
  let unparsed = 0;
  for (const { text, calls, time } of entries) {
    if (text !== null && !mayStartSearch(text)) continue;
    const read = text === null ? null : readStatement(text, names);
    if (read === null) unparsed += 1;
    if (read === null || read.uses.length === 0) continue;
    // Texts that only a comment tells apart are one statement.
    const before = found.get(read.text);
    if (before === undefined) found.set(read.text, { calls, time, relations: read.uses });
    else Object.assign(before, { calls: before.calls + calls, time: before.time + time });
  }
  const list = [...found].map(([text, { calls, time, relations: uses }]): Statement => {
    const share = totalTime > 0 ? Math.round((1000 * time) / totalTime) / 10 : 0;
    return { text, calls, share, mean: Number((time / Math.max(calls, 1)).toPrecision(3)), relations: uses };
  });
  return { list: list.sort((a, b) => b.share - a.share || compareText(a.text, b.text)), unparsed };
}

/** `null` where the parser does not take it. */
function readStatement(query: string, names: RelationNames): { text: string; uses: RelationUse[] } | null {
  const tree = parse(query);
  if (tree === null) return null;
  const uses = new QueryWalk(names, parseView).usesOf(tree);
  return { text: uses.length === 0 ? "" : toStatementText(query), uses };
}

function parseView(definition: string): SelectStmt | null {
  const statement = parse(definition)?.stmts?.[0]?.stmt;
  return isA(statement, "SelectStmt") ? statement.SelectStmt : null;
}

function parse(text: string): ParseResult | null {
  try {
    return parseSync(text);
  } catch {
    return null;
  }
}
