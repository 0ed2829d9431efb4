import type { StepTransactions } from "../../model/migration-facts.ts";
import { defineProjectRule, fail, pass } from "../../model/rule.ts";
import { count, type Sentence, say } from "../../model/sentence.ts";
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
      const fault = findFault(step.facts.transactions);
      if (fault === null) return pass;
      const directive = findSilencing(step.facts, migAtomic, fault.line);
      if (directive !== null) return silenced(directive);
      const facts = fault.line === null ? [] : [atLine(fault.line)];
      return fail([...migration(step), " ", ...fault.said], { facts });
    }),
});

/** What keeps the step from being one transaction, to follow "Migration 0007 ". */
function findFault({ byTool, blocks, outside, strayEnd, refused }: StepTransactions): {
  said: Sentence;
  line: number | null;
} | null {
  if (strayEnd !== null) {
    return { said: ["ends a transaction in the middle that it did not begin."], line: strayEnd };
  }
  if (blocks > 1) return { said: [`is ${blocks} transactions: what fails in one leaves those before it.`], line: null };
  if (blocks === 1) {
    if (outside === 0) return null;
    return { said: [`makes ${count(outside, "change")} outside its own transaction.`], line: null };
  }
  const [first, second] = refused;
  if (first === undefined) {
    if (byTool !== false || outside < 2) return null;
    return { said: [`makes ${outside} changes without a transaction around them.`], line: null };
  }
  if (byTool === true) {
    const around = ", which PostgreSQL refuses in the transaction that the tool puts around it.";
    return { said: [...say`holds ${first.tag}`, around], line: first.line };
  }
  const rebuilt = refused.length === 2 && outside === 2 && first.name !== null && first.name === second?.name;
  if (outside < 2 || rebuilt) return null;
  const others = `beside ${count(outside - 1, "other change")}.`;
  return { said: [...say`holds ${first.tag}, which no transaction allows, `, others], line: first.line };
}
