import { defineProjectRule, fail, notApplicable, pass } from "../../model/rule.ts";
import { WAY_BACK } from "../no-remedy.ts";
import { migration } from "./steps.ts";
import { findWaysBack, judgeWayBack } from "./way-back.ts";

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
  find: findWaysBack,
  judge: (subject, { catalog }) =>
    judgeWayBack(subject, catalog, (step, down) => {
      if (down.statements > 0) return pass;
      if (down.irreversible !== null) return notApplicable([`irreversible: ${down.irreversible}`]);
      if (step.version === catalog.history[0]?.version) {
        return notApplicable(["there is nothing before it to go back to"]);
      }
      const changesRows =
        step.facts === null ? step.code?.upgrade?.effect === "changes" : step.facts.transactions.outside > 0;
      if (step.changes.length === 0 && !changesRows) {
        return notApplicable(["it changes nothing"]);
      }
      return fail([...migration(step), " has no way back: the part that would take it back does nothing."], WAY_BACK);
    }),
});
