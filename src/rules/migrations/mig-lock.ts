import { defineProjectRule, type ProjectRule } from "../../model/rule.ts";
import { ACTION_EXEMPT, judgeActions, startAfter } from "./action-rule.ts";
import { sayLocked } from "./locking-actions.ts";
import { findSteps } from "./steps.ts";

export const migLock: ProjectRule = defineProjectRule({
  id: "mig-lock",
  statement: "extended",
  title: "A migration reads no whole table under a lock that others wait for.",
  why: "However long the table takes to read, that long nobody writes to it, or nobody reads it either.",
  severity: "medium",
  score: "none",
  group: "Migrations",
  profile: "extended",
  evidence: "migrations",
  subjects: "migrations",
  justifiable: false,
  options: { startAfter },
  sameAs: [
    "squawk require-concurrent-index-creation",
    "squawk require-concurrent-reindex",
    "squawk constraint-missing-not-valid",
    "squawk adding-foreign-key-constraint",
    "squawk disallowed-unique-constraint",
    "squawk adding-not-nullable-field",
    "Atlas PG101",
    "strong_migrations add_index",
    "pgls requireConcurrentIndexCreation",
  ],
  exempt: [
    ...ACTION_EXEMPT,
    "SET NOT NULL where a check already keeps nulls out: PostgreSQL reads no row then.",
    "Constraints that are added NOT VALID, or made of an index that is there.",
  ],
  validity: null,
  find: findSteps,
  judge: (subject, context) => judgeActions(migLock, subject, context, sayLocked),
});
