import type { Constraint } from "../../model/constraint.ts";
import { defineTableRule, pass } from "../../model/rule.ts";
import { isScaffold } from "../structure/scaffold.ts";
import { expectedCheckName, isCheckName } from "./check-names.ts";
import { hasGeneratedName } from "./generated-names.ts";
import { generatedNames, judgeName, patternOption } from "./name-pattern.ts";
import { buildConstraintRename, isFirstToWant, ownConstraints } from "./rename.ts";

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
  options: {
    pattern: patternOption("checks are", ["table", "description", "columns", "column"], "ck_{table}_{description}"),
    generatedNames,
  },
  sameAs: [],
  exempt: [
    "Constraints of partitions, and inherited ones.",
    "NOT NULL constraints and the checks of domains.",
    "Of a table's name so long that nothing else fits, as much as fits.",
  ],
  find: (table) => ownConstraints(table, "check").filter((check) => !isScaffold(check.name)),
  judge(constraint: Constraint, table, { options }) {
    const [asked] = options.pattern as readonly [string];
    const isNamed = (each: Constraint) => options.pattern.some((pattern) => isCheckName(each, pattern, table));
    if (isNamed(constraint)) return pass;
    const checks = ownConstraints(table, "check").filter((each) => !isNamed(each));
    const expected = expectedCheckName(constraint, asked, table);
    const first = isFirstToWant(constraint, checks, (each) => expectedCheckName(each, asked, table));
    return judgeName({
      what: "Check",
      name: constraint.name,
      expected,
      generated: hasGeneratedName(constraint, table),
      option: options.generatedNames,
      remedy: first ? buildConstraintRename(constraint, expected, table) : null,
    });
  },
});
