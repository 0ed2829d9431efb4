import type { Index } from "../../../model/index-definition.ts";
import { primaryKeyOf } from "../../../model/lookup.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { sayList } from "../../indexing/index-prose.ts";

export const indexUniqueImplied = defineTableRule({
  id: "index-unique-implied",
  statement: "extended",
  title: "No unique index keeps unique what the primary key keeps unique for all rows.",
  why: "It says that something might repeat elsewhere, which it cannot, and is checked at each write for nothing.",
  severity: "low",
  score: "none",
  group: "Indexing",
  profile: "extended",
  evidence: "catalog",
  subjects: "unique partial indexes",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: ["Indexes whose columns do not hold all of the primary key."],
  find: (table) => table.indexes.filter((index) => index.unique && index.predicate !== null && index.valid),
  judge(index: Index, table) {
    const key = primaryKeyOf(table);
    const columns = index.key.map(({ column }) => column);
    if (key.length === 0 || !key.every((column) => columns.includes(column))) return pass;
    return fail(
      [...say`Index ${index.name} keeps unique what the primary key does already, in all rows: `, ...sayList(key), "."],
      {
        facts: [{ name: "index", value: index.definition }],
        noRemedy: "where searches need its part of the rows, it is made anew without UNIQUE; else it can go",
      },
    );
  },
});
