import type { Constraint } from "../../../model/constraint.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { ownConstraints } from "../../naming/rename.ts";
import { checkEnumLike } from "../../structure/check-enum-like.ts";
import { buildValidationRemedy } from "../../structure/constraint-remedies.ts";
import { isScaffold } from "../../structure/scaffold.ts";
import { failuresOf } from "../already-reported.ts";

export const constraintNotValid = defineTableRule({
  id: "constraint-not-valid",
  statement: "extended",
  title: "Every CHECK holds for all rows: it is validated and enforced.",
  why: "A check that was never validated promises what the rows that were there before may not keep.",
  severity: "medium",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "catalog",
  subjects: "checks",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["pg-index-health 17"],
  exempt: [
    "Foreign keys, which fk-validated judges.",
    "A check that lists a column's codes, which check-enum-like judges.",
    "A check for NOT NULL that a remedy left where it stopped: not-null goes on with it.",
    "Inherited checks: they are judged on the parent.",
  ],
  find(table, context) {
    const reported = failuresOf(checkEnumLike, table, context).flatMap(({ facts }) => facts.map(({ value }) => value));
    return ownConstraints(table, "check").filter(
      (check) => !reported.includes(check.definition) && !isScaffold(check.name),
    );
  },
  judge(check: Constraint, table) {
    if (check.validated && check.enforced) return pass;
    const facts = [{ name: "definition", value: check.definition }];
    if (!check.enforced)
      return fail(say`Check ${check.name} is ${"NOT ENFORCED"}: it stops nothing.`, {
        noRemedy: "PostgreSQL cannot enforce it where it is: it has to be made anew",
        facts,
      });
    return fail(say`Check ${check.name} is ${"NOT VALID"}: rows that were there before it were never checked.`, {
      facts,
      remedy: buildValidationRemedy(check, table, "It fails where a row breaks it."),
    });
  },
});
