import { defineTableRule, notApplicable, notAssessed, pass } from "../../model/rule.ts";
import { count, say } from "../../model/sentence.ts";
import { countersOf, whyNotCounted, whyUncounted } from "../workload/live-counters.ts";
import { missingTogether } from "../workload/split-search.ts";
import { searchesOf } from "../workload/table-searches.ts";
import { buildSplitFailure } from "./scan-findings.ts";

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
    "Servers without pg_stat_statements, or that hide what other roles ran: not assessed.",
  ],
  find: (table) => [table],
  judge(_subject, table, { catalog, lookup, options, indexPattern }) {
    const unknown = whyNotCounted(catalog);
    if (unknown !== null) return notAssessed(unknown);
    if (catalog.workload?.statements == null) return notAssessed(say`it needs ${"pg_stat_statements"}`);
    const counters = countersOf(table, lookup);
    const uncounted = whyUncounted(table, counters, catalog, options.rows);
    if (counters === null || uncounted !== null) return notAssessed(uncounted ?? []);
    if (counters.liveRows < options.rows) return notApplicable(say`${table.name} has few rows`);
    for (const search of searchesOf(table, catalog, lookup)) {
      if (search.statement.share < options.share) break;
      const missing = missingTogether(search, table, counters, lookup);
      if (missing === null) continue;
      return buildSplitFailure(search, missing, { table, indexPattern });
    }
    const { hidden } = catalog.workload.statements;
    return hidden === 0 ? pass : notAssessed([`the texts of ${count(hidden, "statement")} of other roles are hidden`]);
  },
});
