import { toObjectKey } from "../../model/names.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";

export const docDecisionNote = defineTableRule({
  id: "doc-decision-note",
  statement: "1.5",
  title: "A table that takes an exception the guide allows has a design note with the argument.",
  why: "One line in a comment says that there is a reason; whether it still holds, only the argument shows.",
  severity: "info",
  score: "tables",
  group: "Documentation",
  profile: "guide",
  evidence: "catalog",
  subjects: "tables with a justified exception",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: ["Tables without a decision of kind justified.", "Tables that a design note names or decides on."],
  find: (table, { justified }) => (justified.has(toObjectKey(table.schema, table.name)) ? [table] : []),
  judge(_subject, table, { noted }) {
    if (noted.has(toObjectKey(table.schema, table.name))) return pass;
    return fail(say`Table ${table.name} takes an exception, and no design note tells the argument.`, {
      noRemedy: "only somebody who knows the reason can write it",
    });
  },
});
