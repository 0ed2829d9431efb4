import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { isOnlyCover } from "./foreign-key-cover.ts";

export const indexCount = defineTableRule({
  id: "index-count",
  statement: "5.4",
  title: "No table has more than 10 indexes.",
  why: "Every insert writes all of them, and so does every update that touches an indexed column.",
  severity: "low",
  score: "tables",
  group: "Indexing",
  profile: "guide",
  evidence: "catalog",
  subjects: "tables with indexes",
  requires: [],
  justifiable: false,
  options: {
    max: { type: "integer", default: 10, minimum: 1, description: "The most indexes that a table may have." },
  },
  sameAs: ["Azimutt entity-index-many"],
  exempt: [
    "Tables without an index.",
    "Indexes that alone serve a foreign key, which 5.1 always asks for: not counted.",
  ],
  find: (table) => (table.indexes.length === 0 ? [] : [table]),
  judge(_subject, table, { options, lookup }) {
    const count = table.indexes.length;
    if (count <= options.max) return pass;
    const needed = table.indexes.filter((index) => isOnlyCover(index, table, lookup)).length;
    if (count - needed <= options.max)
      return { verdict: "pass", note: [`${needed} of its indexes serve a foreign key`] };
    const but = needed === 0 ? "" : `, ${count - needed} of them for no foreign key`;
    return fail(
      [...say`Table ${table.name}`, ` has ${count} indexes${but}; more than ${options.max} slow every write.`],
      {
        noRemedy: "which of them nobody needs only the workload tells",
        facts: [{ name: "indexes", value: String(count) }],
      },
    );
  },
});
