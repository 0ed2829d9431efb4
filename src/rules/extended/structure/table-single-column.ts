import { defineTableRule, fail, notApplicable, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";

export const tableSingleColumn = defineTableRule({
  id: "table-single-column",
  statement: "extended",
  title: "A table has more than one column.",
  why: "A table of one column says that something exists, and nothing about it: often it was begun and never finished.",
  severity: "info",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "catalog",
  subjects: "tables",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["SchemaCrawler LinterTableWithSingleColumn"],
  exempt: ["A list of codes that other tables refer to.", "Tables that others inherit from."],
  find: (table) => [table],
  judge(_subject, table, { lookup }) {
    const [first, second] = table.columns;
    if (second !== undefined) return pass;
    if (lookup.referencedBy(table).length > 0) return notApplicable(["other tables refer to it"]);
    if (lookup.children(table).length > 0) return notApplicable(["other tables inherit from it"]);
    if (first === undefined)
      return fail(say`Table ${table.name} has no column.`, {
        noRemedy: "what else the table should say is yours to say",
      });
    return fail(say`Table ${table.name} has one column, ${first.name}.`, {
      noRemedy: "what else the table should say is yours to say",
    });
  },
});
