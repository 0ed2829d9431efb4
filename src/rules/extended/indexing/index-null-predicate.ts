import type { Index } from "../../../model/index-definition.ts";
import { quoteIdentifier } from "../../../model/names.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { bare } from "../../indexing/index-prose.ts";

export const indexNullPredicate = defineTableRule({
  id: "index-null-predicate",
  statement: "extended",
  title: "The predicate of a partial index does not ask whether a required column is null.",
  why: "Such a predicate is always true, so that the index is not partial, or never true, so that it is empty.",
  severity: "low",
  score: "none",
  group: "Indexing",
  profile: "extended",
  evidence: "catalog",
  subjects: "partial indexes by what is null",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["pg-index-health 31"],
  exempt: [
    "Predicates with anything but IS NULL and IS NOT NULL, joined by AND.",
    "Predicates on columns that may be null.",
  ],
  find: (table) => table.indexes.filter((index) => nullTestsOf(index).length > 0),
  judge(index: Index, table) {
    const required = new Set(
      table.columns.filter((column) => !column.nullable).map((column) => quoteIdentifier(column.name)),
    );
    const tests = nullTestsOf(index).filter(({ column }) => required.has(column));
    const never = tests.find((test) => test.isNull);
    const facts = [{ name: "index", value: index.definition }];
    if (never !== undefined)
      return fail(say`Index ${index.name} is empty: ${never.column} is never null.`, {
        noRemedy: "which condition was meant is yours to say",
        facts,
      });
    const always = tests[0];
    if (always === undefined) return pass;
    return fail(say`Index ${index.name} asks for ${`${always.column} IS NOT NULL`}, which holds for every row.`, {
      noRemedy: "which condition was meant is yours to say",
      facts,
    });
  },
});

/** The null tests that a predicate consists of, columns as SQL quotes them; empty where it has anything else. */
function nullTestsOf({ predicate }: Index): { column: string; isNull: boolean }[] {
  if (predicate === null) return [];
  const terms = bare(predicate)
    .split(" AND ")
    .map((term) => TEST.exec(bare(term)));
  if (terms.includes(null)) return [];
  return terms.map((term) => ({ column: term?.[1] ?? "", isNull: term?.[2] === undefined }));
}

const TEST = /^("(?:[^"]|"")+"|[^\s()"]+) IS (NOT )?NULL$/;
