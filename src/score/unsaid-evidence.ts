/** What the evidence of a finding adds to its message. */
import type { Finding } from "../model/scorecard.ts";
import { toPlainText } from "../model/sentence.ts";
import type { Fact } from "../model/verdict.ts";

/** The facts that the message does not tell already. */
export function toUnsaid({ message, evidence }: Pick<Finding, "message" | "evidence">): Fact[] {
  const said = toPlainText(message);
  return evidence.filter(({ value }) => !isWordOf(said, value));
}

function isWordOf(text: string, word: string): boolean {
  if (word === "") return true;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!/\w/.test(text.charAt(at - 1)) && !/\w/.test(text.charAt(at + word.length))) return true;
  }
  return false;
}
