import type { Constraint } from "../../model/constraint.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, pass } from "../../model/rule.ts";
import { hasGeneratedName } from "./generated-names.ts";
import { buildForm, isByForm, type NameForm, nameOfForm } from "./name-form.ts";
import { generatedNames, judgeName, patternOption } from "./name-pattern.ts";
import { buildConstraintRename, isFirstToWant, ownConstraints } from "./rename.ts";

export const nameUnique = defineTableRule({
  id: "name-unique",
  statement: "3.7",
  title: "A unique constraint is called uq_, its table and its columns.",
  why: "The error on a duplicate shows this name and little else.",
  severity: "low",
  score: "tables",
  group: "Naming",
  profile: "guide",
  evidence: "catalog",
  subjects: "unique constraints",
  requires: [],
  justifiable: false,
  options: {
    pattern: patternOption("unique constraints are", ["table", "columns", "column"], "uq_{table}_{columns}"),
    generatedNames,
  },
  sameAs: [],
  exempt: [
    "Constraints of partitions, and inherited ones.",
    "Columns under INCLUDE, which are no part of the name.",
    "Of names longer than 63 bytes only as much as fits.",
  ],
  find: (table) => ownConstraints(table, "unique"),
  judge(constraint: Constraint, table, { options }) {
    const formsOf = (each: Constraint) => options.pattern.map((pattern) => buildUniqueForm(pattern, each, table));
    if (formsOf(constraint).some((form) => isByForm(constraint.name, form))) return pass;
    const expectedOf = (each: Constraint) => nameOfForm(formsOf(each)[0] as NameForm);
    const expected = expectedOf(constraint);
    const first = isFirstToWant(constraint, ownConstraints(table, "unique"), expectedOf);
    return judgeName({
      what: "Unique constraint",
      name: constraint.name,
      expected,
      generated: hasGeneratedName(constraint, table),
      option: options.generatedNames,
      remedy: first ? buildConstraintRename(constraint, expected, table) : null,
    });
  },
});

/** A unique constraint's name by the pattern. */
export function buildUniqueForm(pattern: string, constraint: Constraint, table: Relation): NameForm {
  const columns = constraint.columns as string[];
  return buildForm(pattern, { table: [table.name], columns, column: columns.slice(0, 1) });
}
