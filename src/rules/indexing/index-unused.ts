import type { Index } from "../../model/index-definition.ts";
import { defineTableRule, fail, notApplicable, notAssessed, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { whyNotCounted, whyTooYoung } from "../workload/live-counters.ts";
import { isOnlyCover } from "./foreign-key-cover.ts";
import { daysIdle, saySince } from "./index-idleness.ts";
import { servesOnlySearches } from "./plain-index.ts";

const MEGABYTE = 1024 * 1024;

export const indexUnused = defineTableRule({
  id: "index-unused",
  statement: "5.4",
  title: "Indexes are used.",
  why: "Every write keeps it up to date, and it takes its place in memory and in each backup.",
  severity: "low",
  score: "tables",
  group: "Indexing",
  profile: "guide",
  evidence: "workload",
  subjects: "indexes that only serve searches",
  requires: [],
  justifiable: false,
  options: {
    days: { type: "integer", default: 30, minimum: 0, description: "How long no search may have used it, in days." },
    megabytes: { type: "integer", default: 1, minimum: 0, description: "Smaller indexes are left alone." },
  },
  sameAs: ["splinter 0005", "pg-index-health 4"],
  exempt: [
    "Unique indexes, those behind constraints, and those that logical replication tells rows apart by.",
    "The only index that serves a foreign key: deletions on the other side need it.",
    "Indexes that are not valid, and small ones.",
    "Replayed histories, standbys, and servers whose counters are young: not assessed.",
  ],
  find: (table, { lookup }) =>
    table.indexes.filter(
      (index) =>
        servesOnlySearches(index) && !index.replicaIdentity && index.valid && !isOnlyCover(index, table, lookup),
    ),
  judge(index: Index, _table, { catalog, options }) {
    const unknown = whyNotCounted(catalog);
    if (unknown !== null) return notAssessed(unknown);
    const { scans = null, bytes = null, lastScan = null } = index.statistics ?? {};
    if (scans === null) return notAssessed(say`the server shows no counters of ${index.name}`);
    const idle = daysIdle(catalog, lastScan);
    if (scans > 0 && (idle === null || idle < Math.max(options.days, 1))) return pass;
    if (bytes === null) return notAssessed(say`the size of ${index.name} is not known`);
    if (bytes < options.megabytes * MEGABYTE) return notApplicable(say`${index.name} is small`);
    const young = scans === 0 ? whyTooYoung(catalog, options.days) : null;
    if (young !== null) return notAssessed(young);
    return fail([...say`No search has used index ${index.name}`, ` ${saySince(catalog, scans, idle)}: a candidate.`], {
      noRemedy: "a standby or a yearly job may use it: ask before it is dropped",
      facts: [
        { name: "size", value: `${Math.floor(bytes / MEGABYTE)} MB` },
        { name: "counted", value: "on this server only, not on its standbys" },
      ],
    });
  },
});
