/** What the evidence of a finding adds to its message. */
import type { Finding } from "../model/scorecard.ts";
import type { Fact } from "../model/verdict.ts";

/**
 * The facts that the message does not tell already: names and SQL are told where it has them as code. A number, or a
 * word that its plain text happens to hold, tells nothing of a fact.
 */
export function listFurtherEvidence({ message, evidence }: Pick<Finding, "message" | "evidence">): Fact[] {
  const codes = message.flatMap((part) => (typeof part === "string" ? [] : [part.code]));
  const isTold = (value: string) => !/^\d+$/.test(value) && codes.some((code) => isWordOf(code, value));
  return evidence.filter(({ value }) => value !== "" && !isTold(value));
}

function isWordOf(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!/\w/.test(text.charAt(at - 1)) && !/\w/.test(text.charAt(at + word.length))) return true;
  }
  return false;
}
