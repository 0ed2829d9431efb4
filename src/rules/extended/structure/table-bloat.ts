import { defineTableRule, fail, notApplicable, notAssessed, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { areForgotten, countersOf, sayForgotten, whyNotCounted } from "../../workload/live-counters.ts";

export const tableBloat = defineTableRule({
  id: "table-bloat",
  statement: "extended",
  title: "No table is full of dead rows.",
  why: "Dead rows are read and cached with the others; autovacuum removes them, unless something holds it back.",
  severity: "info",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "workload",
  subjects: "tables",
  requires: [],
  justifiable: false,
  options: {
    percent: { type: "integer", default: 50, minimum: 1, description: "The most dead rows, in percent of the others." },
    rows: { type: "integer", default: 10_000, minimum: 1, description: "Fewer dead rows are left alone." },
  },
  sameAs: ["splinter 0020"],
  exempt: [
    "Few dead rows, whatever their part.",
    "Room that a vacuum has freed and nothing has filled since: the server does not count it.",
    "Partitioned tables, which hold no rows themselves.",
    "Replayed histories: not assessed.",
  ],
  find: (table) => (table.kind === "table" ? [table] : []),
  judge(_subject, table, { catalog, lookup, options }) {
    const unknown = whyNotCounted(catalog);
    if (unknown !== null) return notAssessed(unknown);
    const counters = countersOf(table, lookup);
    if (counters === null) return notAssessed(say`the server shows no counters of ${table.name}`);
    const { liveRows, deadRows } = counters;
    if (areForgotten(table, counters, options.rows)) return notAssessed(sayForgotten(table));
    if (deadRows < options.rows && liveRows < options.rows) return notApplicable(say`${table.name} has few rows`);
    if (deadRows < options.rows || 100 * deadRows <= options.percent * liveRows) return pass;
    return fail(say`Table ${table.name} holds more dead rows than autovacuum leaves.`, {
      noRemedy: "VACUUM is work for the running server, not a change of the schema",
      facts: [
        { name: "rows", value: String(liveRows) },
        { name: "dead rows", value: String(deadRows) },
      ],
    });
  },
});
