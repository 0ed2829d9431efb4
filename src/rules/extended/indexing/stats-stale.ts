import { defineTableRule, fail, notApplicable, notAssessed, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { areForgotten, countersOf, sayForgotten, whyNotCounted } from "../../workload/live-counters.ts";

export const statsStale = defineTableRule({
  id: "stats-stale",
  statement: "extended",
  title: "The planner's figures of every table are fresh.",
  why: "The planner chooses by figures; by old ones it reads a whole table for one row, or joins row by row.",
  severity: "info",
  score: "none",
  group: "Indexing",
  profile: "extended",
  evidence: "workload",
  subjects: "tables",
  requires: [],
  justifiable: false,
  options: {
    percent: { type: "integer", default: 50, minimum: 1, description: "How many of the rows may have changed since." },
    rows: { type: "integer", default: 10_000, minimum: 1, description: "Tables with fewer rows are left alone." },
  },
  sameAs: ["Azimutt entity-not-clean"],
  exempt: ["Small tables.", "Partitioned tables, which hold no rows themselves.", "Replayed histories: not assessed."],
  find: (table) => (table.kind === "table" ? [table] : []),
  judge(_subject, table, { catalog, lookup, options }) {
    const unknown = whyNotCounted(catalog);
    if (unknown !== null) return notAssessed(unknown);
    const counters = countersOf(table, lookup);
    if (counters === null) return notAssessed(say`the server shows no counters of ${table.name}`);
    const { liveRows, rowsModified } = counters;
    if (areForgotten(table, counters, options.rows)) return notAssessed(sayForgotten(table));
    if (liveRows < options.rows) return notApplicable(say`${table.name} has few rows`);
    const facts = [
      { name: "rows", value: String(liveRows) },
      { name: "changed since", value: String(rowsModified) },
    ];
    if (table.statistics?.rows === null)
      return fail(say`Table ${table.name} was never analyzed.`, {
        noRemedy: "ANALYZE is work for the running server, not a change of the schema",
        facts,
      });
    if (100 * rowsModified <= options.percent * liveRows) return pass;
    return fail(
      [...say`More than ${String(options.percent)}% of the rows of ${table.name} changed since it was analyzed.`],
      { noRemedy: "ANALYZE is work for the running server, not a change of the schema", facts },
    );
  },
});
