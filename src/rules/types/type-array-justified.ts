import type { Column } from "../../model/column.ts";
import { defineTableRule, fail } from "../../model/rule.ts";
import { ownColumns, sayType } from "./base-type.ts";

export const typeArrayJustified = defineTableRule({
  id: "type-array-justified",
  statement: "4.6",
  title: "An array column stands only where a decision says why a table of its own would not do.",
  why: "Elements of an array can have no foreign key and no uniqueness, and changing one writes them all.",
  severity: "low",
  score: "tables",
  group: "Types",
  profile: "guide",
  evidence: "catalog",
  subjects: "array columns",
  requires: [],
  justifiable: true,
  options: {},
  sameAs: [],
  exempt: [
    "Types that hold many values but are no arrays: vector, tsvector, geometry, ranges.",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find: (table) => ownColumns(table).filter(({ typeParts }) => typeParts.array || typeParts.base.array),
  judge: (column: Column, _table, context) =>
    fail([...sayType(column, context.catalog), ", an array."], {
      noRemedy: "whether the elements become rows of a table is yours to decide, or say why they stay",
      facts: [{ name: "type", value: column.type }],
    }),
});
