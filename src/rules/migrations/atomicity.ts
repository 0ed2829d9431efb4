/** Whether a migration is one transaction. */
import type { StepTransactions } from "../../model/migration-facts.ts";
import { count, type Sentence, say } from "../../model/sentence.ts";

/** What keeps the step from being one transaction, to follow "Migration 0007 ". */
export function findAtomicityFault({ byTool, blocks, outside, strayEnd, refused }: StepTransactions): {
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
