import type { CatalogLookup } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, fail, notApplicable, notAssessed, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { type Counters, countersOf, whyNotCounted } from "../workload/live-counters.ts";
import { leadingIndexes, rowsPerValue, type Search, sayCost, searchesOf, toFacts } from "../workload/table-searches.ts";
import { sayList } from "./index-prose.ts";
import { toSearchIndex } from "./index-remedies.ts";

export const indexComposite = defineTableRule({
  id: "index-composite",
  statement: "5.3",
  title: "Columns that statements often search by together have one index together.",
  why: "With an index on one of them only, every row that it finds is read and most are thrown away.",
  severity: "info",
  score: "tables",
  group: "Indexing",
  profile: "guide",
  evidence: "workload",
  subjects: "tables",
  requires: [],
  justifiable: false,
  options: {
    rows: { type: "integer", default: 10_000, minimum: 1, description: "Tables with fewer rows are left alone." },
    share: {
      type: "integer",
      default: 1,
      minimum: 1,
      description: "The least percentage of the time that makes a statement frequent.",
    },
  },
  sameAs: [],
  exempt: [
    "Statements that a unique index leads to one row, or that find a hundred rows or fewer by one of the columns.",
    "Statements that no index serves at all: index-hot-columns names those.",
    "Servers without pg_stat_statements: not assessed.",
  ],
  find: (table) => [table],
  judge(_subject, table, { catalog, lookup, options }) {
    const unknown = whyNotCounted(catalog);
    if (unknown !== null) return notAssessed(unknown);
    if (catalog.workload?.statements == null) return notAssessed(say`it needs ${"pg_stat_statements"}`);
    const counters = countersOf(table, lookup);
    if (counters === null) return notAssessed(say`the server shows no counters of ${table.name}`);
    if (counters.liveRows < options.rows) return notApplicable(say`${table.name} has few rows`);
    for (const search of searchesOf(table, catalog, lookup)) {
      if (search.statement.share < options.share) break;
      const missing = missingTogether(search, table, counters, lookup);
      if (missing === null) continue;
      return fail(
        [
          ...say`No index of ${table.name} serves a search by `,
          ...sayList([...missing.exact, ...missing.rest]),
          " together",
          ...sayCost(search.statement),
        ],
        { facts: toFacts(search.statement), remedy: toSearchIndex(missing.exact, missing.rest, table) },
      );
    }
    return pass;
  },
});

/** So many rows, found by one column, are soon looked through. */
const FEW = 100;
/** Together they must find so many times fewer rows to be worth an index. */
const LEAST_GAIN = 4;

/** The columns that one index should hold; `null` where the search is served well enough, or not at all. */
function missingTogether(
  { use }: Search,
  table: Relation,
  counters: Counters,
  lookup: CatalogLookup,
): { exact: string[]; rest: string[] } | null {
  const exact = use.equality.slice(0, 3);
  const rest = exact.length < 3 ? use.range.slice(0, 1) : [];
  const columns = [...exact, ...rest];
  if (exact.length === 0 || columns.length < 2) return null;
  const leading = use.equality.flatMap((column) => leadingIndexes(table, column, lookup));
  const isServed = leading.some(
    ({ key, unique }) =>
      (unique && key.every((entry) => use.equality.includes(entry.column ?? ""))) ||
      (key.length > 1 && [...use.equality, ...use.range].includes(key[1]?.column ?? "")),
  );
  if (leading.length === 0 || isServed) return null;
  const led = use.equality.filter((column) => leadingIndexes(table, column, lookup).length > 0);
  const found = Math.min(...led.map((column) => rowsPerValue(table, [column], counters) ?? 0));
  const together = rest.length > 0 ? 0 : (rowsPerValue(table, exact, counters) ?? 0);
  return found > FEW && together * LEAST_GAIN <= found ? { exact, rest } : null;
}
