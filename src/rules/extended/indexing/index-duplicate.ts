import type { Index } from "../../../model/index-definition.ts";
import type { Relation } from "../../../model/relation.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { buildRemovalRemedy } from "../../indexing/index-remedies.ts";

export const indexDuplicate = defineTableRule({
  id: "index-duplicate",
  statement: "extended",
  title: "No index is there twice.",
  why: "Two indexes that are alike cost twice the writes and the space, and serve no query more.",
  severity: "high",
  score: "none",
  group: "Indexing",
  profile: "extended",
  evidence: "catalog",
  subjects: "indexes of other methods than B-tree",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["splinter 0009", "pg-index-health 2"],
  exempt: [
    "B-tree indexes, which index-redundant judges.",
    "Indexes that differ in method, key, operator class and its options, collation, predicate or INCLUDE columns.",
    "Indexes behind exclusion constraints, and those that are not valid.",
  ],
  find: (table) => table.indexes.filter((index) => index.constraint === null && isJudged(index)),
  judge(index: Index, table) {
    const kept = table.indexes.find((other) => isJudged(other) && isKeptBefore(other, index, table));
    if (kept === undefined) return pass;
    return fail(say`Index ${index.name} is the same as ${kept.name}.`, {
      facts: [
        { name: "index", value: index.definition },
        { name: "same as", value: kept.definition },
      ],
      remedy: buildRemovalRemedy(index, table),
    });
  },
});

function isJudged(index: Index): boolean {
  return index.method !== "btree" && index.valid && index.ready && index.live;
}

/** They are alike, and the other is the one to keep: a constraint's, else the one by the guide's name, else the first. */
function isKeptBefore(other: Index, index: Index, table: Relation): boolean {
  const rank = ({ constraint, name }: Index) =>
    constraint !== null ? 0 : name.startsWith(`idx_${table.name}_`) ? 1 : 2;
  const before = rank(other) - rank(index) || (other.name < index.name ? -1 : 1);
  return other !== index && before < 0 && doingOf(other) === doingOf(index);
}

function doingOf({ method, key, included, predicate }: Index): string {
  return JSON.stringify([method, key, [...included].sort(), predicate]);
}
