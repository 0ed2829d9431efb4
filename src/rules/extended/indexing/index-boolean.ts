import type { Index } from "../../../model/index-definition.ts";
import type { Relation } from "../../../model/relation.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { builtInType } from "../../types/base-type.ts";

export const indexBoolean = defineTableRule({
  id: "index-boolean",
  statement: "extended",
  title: "No index is on a boolean alone.",
  why: "An index of two values mostly leads to half of the table, which is read faster without it; the rare half is found by a partial index.",
  severity: "low",
  score: "none",
  group: "Indexing",
  profile: "extended",
  evidence: "catalog",
  subjects: "indexes on booleans",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["pg-index-health 16"],
  exempt: ["Partial indexes.", "Unique indexes.", "Indexes of several columns, and of other methods than B-tree."],
  find: (table) => table.indexes.filter((index) => isOnBoolean(index, table)),
  judge(index: Index) {
    const [first] = index.key;
    if (index.predicate !== null || index.key.length > 1) return pass;
    return fail(
      say`Index ${index.name} is on the boolean ${first?.column ?? ""} alone, which tells only two kinds of row apart.`,
      {
        noRemedy: "which rows are searched for decides whether a partial index takes its place",
        facts: [{ name: "index", value: index.definition }],
      },
    );
  },
});

/** A B-tree whose key begins with a boolean, or whose predicate speaks of one. */
function isOnBoolean(index: Index, table: Relation): boolean {
  if (index.method !== "btree" || index.unique || index.constraint !== null) return false;
  return table.columns
    .filter((column) => builtInType(column) === "bool" && !column.typeParts.base.array)
    .some(({ name }) => index.key[0]?.column === name || (index.predicate?.includes(name) ?? false));
}
