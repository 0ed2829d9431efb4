/** From the verdicts on a rule's subjects to the rule's verdict on the table, or on the project. */
import type { RuleResult } from "../model/scorecard.ts";
import type { Verdict } from "../model/verdict.ts";

export type SubjectCounts = RuleResult["subjects"];

export const NO_SUBJECTS: Readonly<SubjectCounts> = { pass: 0, fail: 0, excused: 0, notAssessed: 0, notApplicable: 0 };

/**
 * Binary per rule and table: one failure fails the rule, however many subjects pass. `excuse` is the word for a rule
 * of which only excused subjects are left.
 */
export function toVerdict(subjects: SubjectCounts, excuse: "waived" | "justified"): Verdict {
  if (subjects.fail > 0) return "fail";
  if (subjects.pass > 0) return "pass";
  if (subjects.notAssessed > 0) return "not assessed";
  return subjects.excused > 0 ? excuse : "n.a.";
}

/**
 * Binary per rule. Unlike a table's, the verdict on the project is not assessed where one subject is: a role that could
 * not be looked at is no footnote to those that could.
 */
export function toProjectVerdict(subjects: SubjectCounts, excuse: "waived" | "justified"): Verdict {
  if (subjects.fail === 0 && subjects.notAssessed > 0) return "not assessed";
  return toVerdict(subjects, excuse);
}
