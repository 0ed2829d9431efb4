import { defineTableRule, fail, notApplicable, notAssessed, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { sayList } from "./index-prose.ts";
import { buildUniqueConstraintRemedy } from "./index-remedies.ts";
import { isCalledJoin, isNested, pairOf } from "./join-pair.ts";
import { keepsHappenings, uniqueIndexesOf } from "./kept-unique.ts";

export const uniqueJoinPair = defineTableRule({
  id: "unique-join-pair",
  statement: "5.7",
  title: "A table that only joins two others keeps each pair unique.",
  why: "With a surrogate key alone the same two rows can be joined twice, and every count over the join is off.",
  severity: "medium",
  score: "tables",
  group: "Indexing",
  profile: "guide",
  evidence: "catalog",
  subjects: "join tables",
  requires: ["pk-required"],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: [
    "Join tables whose primary key is the pair itself.",
    "Tables that say more of the pair than when it was made and in which order it stands.",
    "Tables that are not called as a join, by both tables or as members and the like: visits and orders may repeat; not assessed.",
    "Tables of what happened, such as page_views: it may happen again.",
    "A pair of which one table belongs to the other by the same required column, as a service to its tenant.",
  ],
  find: (table) => (pairOf(table) === null ? [] : [table]),
  judge(_subject, table, { lookup }) {
    const pair = pairOf(table) ?? [];
    if (keepsHappenings(table)) return notApplicable(say`rows of ${table.name} say that something happened`);
    if (isNested(table, lookup)) return notApplicable(["one of the two tables belongs to the other"]);
    const kept = uniqueIndexesOf(table).some(
      (index) => index.predicate === null && index.key.every((entry) => pair.includes(entry.column ?? "")),
    );
    if (kept) return pass;
    if (!isCalledJoin(table))
      return notAssessed(say`only its owner knows whether ${table.name} may hold the same pair again`);
    return fail([...say`Table ${table.name} can join the same `, ...sayList(pair), " twice."], {
      facts: [{ name: "columns", value: pair.join(", ") }],
      ...(table.kind === "partitioned table"
        ? {
            noRemedy:
              "an index of a partitioned table is made on each partition first, and holds the partition key too",
          }
        : { remedy: buildUniqueConstraintRemedy(table, pair) }),
    });
  },
});
