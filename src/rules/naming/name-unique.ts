import type { Constraint } from "../../model/constraint.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, pass } from "../../model/rule.ts";
import { clipName, hasGeneratedName } from "./generated-names.ts";
import { generatedNames, isNamed, joinName, judgeName } from "./name-pattern.ts";
import { isFirstToWant, ownConstraints, toConstraintRename } from "./rename.ts";

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
  options: { generatedNames },
  sameAs: [],
  exempt: [
    "Constraints of partitions, and inherited ones.",
    "Columns under INCLUDE, which are no part of the name.",
    "Of names longer than 63 bytes only as much as fits.",
  ],
  find: (table) => ownConstraints(table, "unique"),
  judge(constraint: Constraint, table, { options }) {
    const whole = toWhole(constraint, table);
    if (isNamed(constraint.name, whole)) return pass;
    const first = isFirstToWant(constraint, ownConstraints(table, "unique"), (each) => toWhole(each, table));
    return judgeName({
      what: "Unique constraint",
      name: constraint.name,
      expected: clipName(whole),
      generated: hasGeneratedName(constraint, table),
      option: options.generatedNames,
      remedy: first ? toConstraintRename(constraint, clipName(whole), table) : null,
    });
  },
});

function toWhole(constraint: Constraint, table: Relation): string {
  return joinName("uq", table.name, ...(constraint.columns as string[]));
}
