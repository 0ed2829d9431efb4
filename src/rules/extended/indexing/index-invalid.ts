import type { Index } from "../../../model/index-definition.ts";
import { foreignKeysOf } from "../../../model/lookup.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { isCovered, nearestMiss } from "../../indexing/foreign-key-cover.ts";
import { buildRebuildRemedy } from "../../indexing/index-remedies.ts";

export const indexInvalid = defineTableRule({
  id: "index-invalid",
  statement: "extended",
  title: "Every index is valid.",
  why: "An index that is not valid answers no query, is still written on every insert, and may not keep values unique.",
  severity: "high",
  score: "none",
  group: "Indexing",
  profile: "extended",
  evidence: "catalog",
  subjects: "indexes",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["pg-index-health 1"],
  exempt: [
    "The primary key's index, which index-pk judges.",
    "An index that only its state keeps from serving a foreign key, which index-fk reports.",
    "Whether a build is under way is not known: look at pg_stat_progress_create_index first.",
  ],
  find(table, { lookup }) {
    const judged = foreignKeysOf(table)
      .filter((key) => !isCovered(key, table, lookup))
      .map((key) => nearestMiss(key, table))
      .filter((near) => near?.miss === "invalid")
      .map((near) => near?.index);
    const primary = table.constraints.find((constraint) => constraint.kind === "primary key");
    return table.indexes.filter((index) => index.name !== primary?.index && !judged.includes(index));
  },
  judge(index: Index, table) {
    if (index.valid) return pass;
    const partitioned = table.kind === "partitioned table";
    const message = partitioned
      ? say`Index ${index.name} is not valid: a partition has no index that is attached to it.`
      : say`Index ${index.name} is not valid: no query uses it, and every write maintains it.`;
    return fail(message, {
      facts: [{ name: "index", value: index.definition }],
      ...(partitioned
        ? { noRemedy: "an index of a partitioned table is valid once one of each partition is attached to it" }
        : { remedy: buildRebuildRemedy(table, index.name) }),
    });
  },
});
