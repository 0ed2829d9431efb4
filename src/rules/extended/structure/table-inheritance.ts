import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { sayList } from "../../indexing/index-prose.ts";

export const tableInheritance = defineTableRule({
  id: "table-inheritance",
  statement: "extended",
  title: "No table inherits from another.",
  why: "Keys, unique constraints and foreign keys stop at the border of each table, so that the parent promises what its children do not keep.",
  severity: "info",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "catalog",
  subjects: "tables",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["SchemaCrawler", "pg-index-health 36"],
  exempt: ["Partitions, which PostgreSQL keeps together."],
  find: (table) => [table],
  judge(_subject, table) {
    if (table.inherits.length === 0) return pass;
    const parents = table.inherits.map(({ name }) => name);
    const tail = ": keys and foreign keys of the one do not reach the other.";
    return fail([...say`Table ${table.name} inherits from `, ...sayList(parents), tail], {
      noRemedy: "partitions or tables of their own take its place, and rows have to move",
    });
  },
});
