import { primaryKeyOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, fail, notApplicable, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { notNullCheckOf } from "./nullability.ts";
import { isReferencing } from "./primary-key.ts";

export const notNullSome = defineTableRule({
  id: "not-null-some",
  statement: "2.7",
  title: "Something beside the primary key must have a value.",
  why: "A table in which everything may be missing accepts rows that say nothing.",
  severity: "low",
  score: "tables",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "tables with two columns or more beside the key",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["SchemaCrawler AllNullableColumns", "pg-index-health 37"],
  exempt: ["Join tables, whose columns are all foreign keys.", "Generated columns are not counted."],
  find: (table) => (columnsBesideKey(table).length >= 2 ? [table] : []),
  judge(_subject, table) {
    const columns = columnsBesideKey(table);
    if (columns.every(({ name }) => isReferencing(name, table))) return notApplicable(["a join table"]);
    if (columns.some((column) => !column.nullable || notNullCheckOf(column, table)?.validated)) return pass;
    return fail(say`All columns of ${table.name} beside the primary key may be null.`, {
      noRemedy: "which of them always have a value is yours to say",
    });
  },
});

function columnsBesideKey(table: Relation) {
  const key = primaryKeyOf(table);
  return table.columns.filter((column) => column.generated === null && !key.includes(column.name));
}
