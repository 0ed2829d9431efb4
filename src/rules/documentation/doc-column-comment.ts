import type { Column } from "../../model/column.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { commentFault } from "./comment-worth.ts";
import { isExplainedByType, puzzleOf } from "./puzzling-columns.ts";

export const docColumnComment = defineTableRule({
  id: "doc-column-comment",
  statement: "1.5",
  title: "Every column that its name and type do not explain has a comment.",
  why: "What the values mean is known to whoever wrote the code that fills them, and to nobody who reads the schema.",
  severity: "low",
  score: "tables",
  group: "Documentation",
  profile: "guide",
  evidence: "catalog",
  subjects: "columns that need a comment",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["tbls requireColumnComment", "pg-index-health 12"],
  exempt: [
    "Columns that explain themselves: text, numbers that are no money, dates and times, required references.",
    "The column id, created_at and updated_at.",
    "Foreign keys to a table that has a comment.",
    "Columns of an enum or a domain that has a comment, which says what its values mean.",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find: (table, context) => table.columns.filter((column) => puzzleOf(column, table, context) !== null),
  judge(column: Column, table, context) {
    const fault = commentFault(column.comment, column.name);
    if (fault === null || isExplainedByType(column, context.catalog)) return pass;
    const facts = [{ name: "why it needs one", value: puzzleOf(column, table, context) ?? "" }];
    if (fault === "is missing")
      return fail(say`Column ${column.name} has no comment.`, {
        noRemedy: "only somebody who knows the data can write it",
        facts,
      });
    return fail([...say`The comment of column ${column.name}`, ` ${fault}.`], {
      noRemedy: "only somebody who knows the data can write it",
      facts: [...facts, { name: "comment", value: column.comment ?? "" }],
    });
  },
});
