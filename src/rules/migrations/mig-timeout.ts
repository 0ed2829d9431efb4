import { defineProjectRule, notAssessed, PROJECT, type ProjectRule } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { ACTION_EXEMPT, judgeActions, startAfter, tableNameOf } from "./action-rule.ts";
import { findSteps } from "./steps.ts";

export const migTimeout: ProjectRule = defineProjectRule({
  id: "mig-timeout",
  statement: "extended",
  title: "A migration does not wait for a lock without end.",
  why: "Behind a migration that waits for a table, everybody else waits too.",
  severity: "low",
  score: "none",
  group: "Migrations",
  profile: "extended",
  evidence: "migrations",
  subjects: "migrations",
  justifiable: false,
  options: { startAfter },
  sameAs: ["squawk require-lock-timeout", "squawk require-timeout-settings"],
  exempt: [
    ...ACTION_EXEMPT,
    "Migrations before the first that sets lock_timeout: only from there on it is how the team does it.",
    "A history in which none sets it: the role or the tool that runs them may.",
  ],
  validity: null,
  find: (context) => {
    const first = context.catalog.history.findIndex(({ facts }) => facts !== null && facts.lockTimeout !== null);
    const steps = findSteps(context);
    return first === -1 ? steps.slice(0, 1).map(() => PROJECT) : steps.slice(first);
  },
  judge(subject, context) {
    if (subject.kind === PROJECT.kind) {
      return notAssessed(["no migration sets lock_timeout; the role or the tool that runs them may"]);
    }
    return judgeActions(migTimeout, subject, context, (action, { facts }) =>
      action.kind === "alter" && (facts.lockTimeout === null || facts.lockTimeout > action.line)
        ? say`waits for its lock on ${tableNameOf(action)} without end`
        : null,
    );
  },
});
