/** Counts what a rule says of its subjects, one after the other. */
import type { Judgement, Preset, Subject } from "../model/rule.ts";
import type { Finding } from "../model/scorecard.ts";
import type { Sentence } from "../model/sentence.ts";
import type { Verdict } from "../model/verdict.ts";
import { NO_SUBJECTS, type SubjectCounts } from "./verdicts.ts";

/** What excuses a failed subject: the position of the waiver, its kind and its reason. */
export interface Excuse {
  waiver: number;
  kind: "waived" | "justified";
  reason: string;
}

/** What counting asks of, and tells to, those who keep the decisions on a rule. */
export interface Excuses<S extends Subject> {
  /** The waiver that excuses a failed subject, `null` for none. */
  excuse(subject: S): Excuse | null;
  /** The subject could not be assessed: nothing can be said against a waiver that covers it. */
  leaveOpen(subject: S): void;
}

/** All that may excuse what a rule fails: people's words first, then what the rule brings along. */
export interface Exceptions<S extends Subject> {
  /** `null` where nobody has decided anything. */
  decisions: Excuses<S> | null;
  preset(subject: S, preset: Preset): Excuse;
}

export type Failure = Extract<Judgement, { verdict: "fail" }>;

export interface Tally {
  subjects: SubjectCounts;
  /** The word for a rule of which only excused subjects are left: `waived` where one of them is. */
  excuse: Excuse["kind"];
  /** Why a rule comes to a verdict other than pass and fail. */
  reasonOf(verdict: Verdict): Sentence | null;
}

/**
 * Counts the subjects by their judgements; each failure, excused or not, is a finding.
 * @param named what the rule judges, in the plural: said where there is none of it
 */
export function tally<S extends Subject>(
  judged: Iterable<{ subject: S; judgement: Judgement }>,
  { decisions, preset }: Exceptions<S>,
  named: string,
  find: (subject: S, failure: Failure, excuse: Excuse | null) => Finding,
  findings: Finding[],
): Tally {
  const subjects: SubjectCounts = { ...NO_SUBJECTS };
  let notApplicable: Sentence | null = null;
  let notAssessed: Sentence | null = null;
  let excused: Excuse | null = null;
  for (const { subject, judgement } of judged) {
    switch (judgement.verdict) {
      case "pass":
        subjects.pass += 1;
        break;
      case "n.a.":
        subjects.notApplicable += 1;
        notApplicable ??= judgement.reason;
        break;
      case "not assessed":
        subjects.notAssessed += 1;
        notAssessed ??= judgement.reason;
        decisions?.leaveOpen(subject);
        break;
      case "fail": {
        const decided = decisions?.excuse(subject) ?? null;
        const excuse = decided ?? (judgement.preset === undefined ? null : preset(subject, judgement.preset));
        if (excuse === null) subjects.fail += 1;
        else subjects.excused += 1;
        if (excuse !== null && (excused === null || excuse.kind === "waived")) excused = excuse;
        findings.push(find(subject, judgement, excuse));
      }
    }
  }
  return {
    subjects,
    excuse: excused?.kind ?? "waived",
    reasonOf: (verdict) => {
      if (verdict === "n.a.") return notApplicable ?? [`no ${named}`];
      if (verdict === "not assessed") return notAssessed;
      return excused !== null && verdict === excused.kind ? [excused.reason] : null;
    },
  };
}
