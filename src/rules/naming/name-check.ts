import type { Constraint } from "../../model/constraint.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, pass } from "../../model/rule.ts";
import { clipName, hasGeneratedName } from "./generated-names.ts";
import { toDescription } from "./name-description.ts";
import { generatedNames, joinName, judgeName } from "./name-pattern.ts";
import { isFirstToWant, ownConstraints, toConstraintRename } from "./rename.ts";

export const nameCheck = defineTableRule({
  id: "name-check",
  statement: "3.8",
  title: "A check is called ck_, its table and what it makes sure of.",
  why: "The error on a bad value shows this name; it should say what was wrong.",
  severity: "low",
  score: "tables",
  group: "Naming",
  profile: "guide",
  evidence: "catalog",
  subjects: "check constraints",
  requires: [],
  justifiable: false,
  options: { generatedNames },
  sameAs: [],
  exempt: [
    "Constraints of partitions, and inherited ones.",
    "NOT NULL constraints and the checks of domains.",
    "Of a table's name so long that nothing else fits, as much as fits.",
  ],
  find: (table) => ownConstraints(table, "check"),
  judge(constraint: Constraint, table, { options }) {
    if (isByPattern(constraint.name, table)) return pass;
    const checks = ownConstraints(table, "check").filter((each) => !isByPattern(each.name, table));
    const expected = toExpected(constraint, table);
    const first = isFirstToWant(constraint, checks, (each) => toExpected(each, table));
    return judgeName({
      what: "Check",
      name: constraint.name,
      expected,
      generated: hasGeneratedName(constraint, table),
      option: options.generatedNames,
      remedy: first ? toConstraintRename(constraint, expected, table) : null,
    });
  },
});

function isByPattern(name: string, table: Relation): boolean {
  const start = `${joinName("ck", table.name)}_`;
  if (Buffer.byteLength(start) >= 63) return name === clipName(start);
  return name.startsWith(start) && /^[a-z0-9_]+$/.test(name.slice(start.length));
}

function toExpected(constraint: Constraint, table: Relation): string {
  const columns = constraint.columns.length > 0 ? joinName(...(constraint.columns as string[])) : "rule";
  return clipName(joinName("ck", table.name, toDescription(constraint.name, table) ?? columns));
}
