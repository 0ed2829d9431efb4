import { defineTableRule, notApplicable, notAssessed, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { countersOf, isReadWhole, whyTooYoung, whyUncounted } from "../workload/live-counters.ts";
import { searchesOf } from "../workload/table-searches.ts";
import { missingIndex } from "../workload/unled-search.ts";
import { buildFailure, judgeUnknown, scanFacts } from "./scan-findings.ts";

export const indexHotColumns = defineTableRule({
  id: "index-hot-columns",
  statement: "5.2",
  title: "Columns that statements often search by are indexed.",
  why: "Without an index every search reads the whole table, and takes longer with each row that is added.",
  severity: "medium",
  score: "tables",
  group: "Indexing",
  profile: "guide",
  evidence: "workload",
  subjects: "tables",
  requires: [],
  justifiable: false,
  options: {
    days: { type: "integer", default: 7, minimum: 0, description: "How far back the counters must go, in days." },
    rows: { type: "integer", default: 10_000, minimum: 1, description: "Tables with fewer rows are left alone." },
    scans: { type: "integer", default: 100, minimum: 1, description: "Fewer scans of the whole table are no fault." },
    share: {
      type: "integer",
      default: 5,
      minimum: 1,
      description: "From this percentage of the time on, one statement is enough, however many others use an index.",
    },
  },
  sameAs: ["pg-index-health 7"],
  exempt: [
    "Tables with few rows, or that are seldom read whole: a nightly dump is no search.",
    "Statements that want every row, or most of them.",
    "Replayed histories, standbys, and servers whose counters are young: not assessed.",
  ],
  find: (table) => [table],
  judge(_subject, table, { catalog, lookup, options, indexPattern }) {
    const counters = countersOf(table, lookup);
    const unknown = whyUncounted(table, counters, catalog, options.rows);
    if (counters === null || unknown !== null) return notAssessed(unknown ?? []);
    if (counters.liveRows < options.rows) return notApplicable(say`${table.name} has few rows`);
    const young = whyTooYoung(catalog, options.days);
    if (young !== null) return notAssessed(young);
    if (!isReadWhole(table, lookup)) return pass;
    const facts = scanFacts(counters, catalog);
    const often = counters.sequentialScans > counters.indexScans && counters.sequentialScans >= options.scans;
    for (const search of searchesOf(table, catalog, lookup)) {
      const { share, calls } = search.statement;
      if (share < options.share && !(often && calls >= options.scans)) continue;
      const columns = missingIndex(search, table, counters, lookup);
      if (columns.length > 0) return buildFailure(search, columns, { table, indexPattern }, facts);
    }
    return often ? judgeUnknown(table, catalog, facts) : pass;
  },
});
