import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { tableCommentFault } from "./comment-worth.ts";

export const docTableComment = defineTableRule({
  id: "doc-table-comment",
  statement: "1.5",
  title: "Every table has a comment that says what one of its rows is.",
  why: "The next reader cannot see what a row stands for, nor which rules of the business it follows.",
  severity: "medium",
  score: "tables",
  group: "Documentation",
  profile: "guide",
  evidence: "catalog",
  subjects: "tables",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["tbls requireTableComment", "pg-index-health 11", "SchemaCrawler LinterTableWithNoRemarks"],
  exempt: ["Partitions, which are described by their parent."],
  find: (table) => [table],
  judge(_subject, table) {
    const fault = tableCommentFault(table);
    if (fault === null) return pass;
    if (fault === "is missing")
      return fail(say`Table ${table.name} has no comment.`, {
        noRemedy: "only somebody who knows the data can write it",
      });
    return fail([...say`The comment of table ${table.name}`, ` ${fault}.`], {
      noRemedy: "only somebody who knows the data can write it",
      facts: [{ name: "comment", value: table.comment ?? "" }],
    });
  },
});
