import { defineProjectRule, fail, pass } from "../../model/rule.ts";
import { findAtomicityFault } from "./atomicity.ts";
import { atLine, findSilencing, findSteps, judgeStep, migration, silenced } from "./steps.ts";

export const migAtomic = defineProjectRule({
  id: "mig-atomic",
  statement: "6.2",
  title: "A migration happens whole or not at all.",
  why: "One that stops half way leaves a schema that nobody wrote, and that no migration starts from.",
  severity: "high",
  score: "migrations",
  group: "Migrations",
  profile: "guide",
  evidence: "migrations",
  subjects: "migrations",
  justifiable: false,
  options: {},
  sameAs: [
    "squawk ban-concurrent-index-creation-in-transaction",
    "squawk transaction-nesting",
    "squawk ban-uncommitted-transaction",
  ],
  exempt: [
    "What PostgreSQL refuses in a transaction, alone in its file, where the tool puts no transaction around it.",
    "DROP INDEX CONCURRENTLY IF EXISTS before the CREATE INDEX CONCURRENTLY of the same index: it clears up what a failed build left.",
    "SET, SELECT and whatever else changes nothing.",
  ],
  validity: null,
  find: findSteps,
  judge: (subject, { catalog }) =>
    judgeStep(subject, catalog, (step) => {
      const fault = findAtomicityFault(step.facts.transactions);
      if (fault === null) return pass;
      const directive = findSilencing(step.facts, migAtomic, fault.line);
      if (directive !== null) return silenced(directive);
      const facts = fault.line === null ? [] : [atLine(fault.line)];
      return fail([...migration(step), " ", ...fault.said], {
        noRemedy: "the step has to be split by whoever wrote it",
        facts,
      });
    }),
});
