import { defineProjectRule, type ProjectRule } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { ACTION_EXEMPT, judgeActions, startAfter, toTable } from "./action-rule.ts";
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
  exempt: ACTION_EXEMPT,
  validity: null,
  find: findSteps,
  judge: (subject, context) =>
    judgeActions(migNotNullNoDefault, subject, context, (action) =>
      action.kind === "add required column"
        ? say`adds column ${action.name ?? ""} to ${toTable(action)} without a value for the rows that are there`
        : null,
    ),
});
