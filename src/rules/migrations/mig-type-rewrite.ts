import { defineProjectRule, type ProjectRule } from "../../model/rule.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import { ACTION_EXEMPT, judgeActions, startAfter, tableNameOf } from "./action-rule.ts";
import { findSteps } from "./steps.ts";

export const migTypeRewrite: ProjectRule = defineProjectRule({
  id: "mig-type-rewrite",
  statement: "extended",
  title: "A migration writes no table anew.",
  why: "Every row is copied and every index built again while nobody reads or writes the table.",
  severity: "medium",
  score: "none",
  group: "Migrations",
  profile: "extended",
  evidence: "migrations",
  subjects: "migrations",
  justifiable: false,
  options: { startAfter },
  sameAs: [
    "squawk changing-column-type",
    "squawk adding-field-with-default",
    "squawk adding-serial-primary-key-field",
    "strong_migrations change_column",
    "pgls changingColumnType",
  ],
  exempt: [
    ...ACTION_EXEMPT,
    "Changes of type that PostgreSQL makes in the catalog alone, such as a longer varchar: the replay shows which.",
  ],
  validity: null,
  find: findSteps,
  judge: (subject, context) =>
    judgeActions(migTypeRewrite, subject, context, (action) => {
      if (action.kind !== "rewrite table") return null;
      const why: Sentence = action.name === null ? [] : say` for column ${action.name}`;
      return [...say`writes table ${tableNameOf(action)} anew`, ...why];
    }),
});
