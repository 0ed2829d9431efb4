import type { StepAction, StepFacts } from "../../model/migration-facts.ts";
import { defineProjectRule, type ProjectRule } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { ACTION_EXEMPT, judgeActions, startAfter, tableNameOf } from "./action-rule.ts";
import { findSteps } from "./steps.ts";

export const migNotNullNoDefault: ProjectRule = defineProjectRule({
  id: "mig-not-null-no-default",
  statement: "extended",
  title: "A column that is added NOT NULL has a value for the rows that are there.",
  why: "On an empty database the migration runs; where there is a row it fails.",
  severity: "medium",
  score: "none",
  group: "Migrations",
  profile: "extended",
  evidence: "migrations",
  subjects: "migrations",
  justifiable: false,
  options: { startAfter },
  sameAs: ["squawk adding-required-field", "Atlas MF103", "pgls addingRequiredField"],
  exempt: [...ACTION_EXEMPT, "Tables that the same migration has emptied before: there is no row."],
  validity: null,
  find: findSteps,
  judge: (subject, context) =>
    judgeActions(migNotNullNoDefault, subject, context, (action, { facts }) =>
      action.kind === "add required column" && !isEmptied(action, facts)
        ? say`adds column ${action.name ?? ""} to ${tableNameOf(action)} without a value for the rows that are there`
        : null,
    ),
});

/** The actions of a step are in the order of its statements. */
function isEmptied(action: StepAction, { actions }: StepFacts): boolean {
  return actions
    .slice(0, actions.indexOf(action))
    .some(
      ({ kind, schema, relation }) =>
        (kind === "delete all rows" || kind === "truncate") && schema === action.schema && relation === action.relation,
    );
}
