import type { Index } from "../../model/index-definition.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { buildRemovalRemedy } from "./index-remedies.ts";
import { replacementOf } from "./index-replacement.ts";

export const indexRedundant = defineTableRule({
  id: "index-redundant",
  statement: "5.4",
  title: "No index only repeats the beginning of another.",
  why: "Every insert and most updates pay for an index that no query needs, and so do cache and backups.",
  severity: "medium",
  score: "tables",
  group: "Indexing",
  profile: "guide",
  evidence: "catalog",
  subjects: "indexes",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["pg-index-health 2", "pg-index-health 3", "splinter 0009", "pglinter B002"],
  exempt: [
    "Unique indexes, unless another keeps exactly the same columns unique.",
    "Indexes of primary keys and exclusions, and those that a foreign key or logical replication rests on.",
    "Indexes that differ in method, predicate, expression, operator class, collation or direction.",
    "Indexes that are not valid.",
  ],
  find: (table, { lookup }) =>
    table.indexes.filter(
      (index) =>
        index.method === "btree" &&
        index.valid &&
        (index.constraint === null || replacementOf(index, table, lookup) !== null),
    ),
  judge(index: Index, table, { lookup }) {
    const other = replacementOf(index, table, lookup);
    if (other === null) return pass;
    const same = index.key.length === other.key.length;
    return fail(
      [
        ...say`Index ${index.name} repeats ${other.name}`,
        same ? ", which has the same columns." : ", which begins with the same columns.",
      ],
      {
        facts: [
          { name: "index", value: index.definition },
          { name: "covered by", value: other.definition },
        ],
        remedy: buildRemovalRemedy(index, table),
      },
    );
  },
});
