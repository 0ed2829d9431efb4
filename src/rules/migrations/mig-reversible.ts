import { defineProjectRule, fail, notApplicable, PROJECT, pass } from "../../model/rule.ts";
import { findSteps, judgeStep, migration } from "./steps.ts";

export const migReversible = defineProjectRule({
  id: "mig-reversible",
  statement: "6.2",
  title: "A migration can be taken back.",
  why: "Without a way back, a bad release is mended at the worst hour by writing a new migration.",
  severity: "medium",
  score: "migrations",
  group: "Migrations",
  profile: "guide",
  evidence: "migrations",
  subjects: "migrations with a way back",
  justifiable: false,
  options: {},
  sameAs: ["Rails IrreversibleMigration"],
  exempt: [
    "Layouts that have no place for a way back, such as a plain folder.",
    "The first migration: there is nothing to go back to.",
    "Migrations that change nothing, and those that say why they cannot be taken back: `-- irreversible: reason`.",
  ],
  validity: null,
  find(context) {
    const { history } = context.catalog;
    const none = history.length > 0 && history.every(({ facts }) => facts !== null && facts.down === null);
    return none ? [PROJECT] : findSteps(context);
  },
  judge(subject, { catalog }) {
    if (subject.kind === PROJECT.kind && catalog.history.length > 0) {
      return notApplicable(["the migrations are of a layout that has no way back"]);
    }
    return judgeStep(subject, catalog, (step) => {
      const { down, transactions } = step.facts;
      if (down === null) return notApplicable(["this migration has no place for a way back"]);
      if (down.statements > 0) return pass;
      if (down.irreversible !== null) return notApplicable([`irreversible: ${down.irreversible}`]);
      if (step.version === catalog.history[0]?.version)
        return notApplicable(["there is nothing before it to go back to"]);
      if (step.changes.length === 0 && transactions.outside === 0) return notApplicable(["it changes nothing"]);
      return fail([...migration(step), " has no way back: the part that would take it back does nothing."]);
    });
  },
});
