import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";

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
  exempt: ["Tables without an index."],
  find: (table) => (table.indexes.length === 0 ? [] : [table]),
  judge(_subject, table, { options }) {
    const count = table.indexes.length;
    if (count <= options.max) return pass;
    return fail([...say`Table ${table.name}`, ` has ${count} indexes; more than ${options.max} slow every write.`], {
      noRemedy: "which of them nobody needs only the workload tells",
      facts: [{ name: "indexes", value: String(count) }],
    });
  },
});
