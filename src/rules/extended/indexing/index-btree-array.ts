import type { Index } from "../../../model/index-definition.ts";
import type { Relation } from "../../../model/relation.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";

export const indexBtreeArray = defineTableRule({
  id: "index-btree-array",
  statement: "extended",
  title: "Arrays are indexed by GIN, not by a B-tree.",
  why: "A B-tree finds an array only as a whole; for what is in it, which is what queries ask, the table is read through.",
  severity: "low",
  score: "none",
  group: "Indexing",
  profile: "extended",
  evidence: "catalog",
  subjects: "indexes on arrays",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["pg-index-health 18"],
  exempt: [
    "Unique indexes and those behind constraints, which compare whole arrays on purpose.",
    "Indexes on expressions over an array, and arrays under INCLUDE.",
  ],
  find: (table) =>
    table.indexes.filter((index) => !index.unique && index.constraint === null && arrayIn(index, table) !== null),
  judge(index: Index, table) {
    if (index.method !== "btree") return pass;
    const column = arrayIn(index, table) ?? "";
    return fail(say`Index ${index.name} is a B-tree on the array ${column}, which cannot find what is in it.`, {
      noRemedy: "which operators are searched by decides what takes its place",
      facts: [{ name: "index", value: index.definition }],
    });
  },
});

/** The first key column that is an array, below domains too. */
function arrayIn(index: Index, table: Relation): string | null {
  const arrays = new Set(table.columns.filter((each) => each.typeParts.base.array).map((each) => each.name));
  return index.key.find(({ column }) => column !== null && arrays.has(column))?.column ?? null;
}
