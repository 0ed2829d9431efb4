/** Rules that the evidence leaves open, judged by the newest attestation. */
import type { Attestation } from "../model/decision.ts";
import { compareText } from "../model/names.ts";
import { PROJECT, type ProjectRule } from "../model/rule.ts";
import type { Finding, RuleResult } from "../model/scorecard.ts";
import { type Sentence, say } from "../model/sentence.ts";
import type { Verdict } from "../model/verdict.ts";
import type { RuleInForce } from "./applied-rules.ts";
import { addDays } from "./calendar.ts";
import { toFingerprint } from "./findings.ts";
import { NO_SUBJECTS } from "./verdicts.ts";

/** By rule: the newest first; of the same day, the first by place. */
export function newestFirst(attestations: readonly Attestation[]): Attestation[] {
  return [...attestations].sort(
    (a, b) =>
      compareText(a.rule, b.rule) ||
      compareText(b.on, a.on) ||
      compareText(a.carrier, b.carrier) ||
      compareText(a.place, b.place),
  );
}

/** The last day on which an attestation counts. */
export function lastDay(attestation: Attestation, validity: number): string {
  return addDays(attestation.on, validity);
}

/** Whether it is of a later day than the catalog; a day is given for time zones. */
export function isFromTheFuture(attestation: Attestation, asOf: string): boolean {
  return compareText(attestation.on, addDays(asOf, 1)) > 0;
}

/**
 * Judges a rule that the evidence leaves open: attested, stale or still not assessed, never a pass.
 * @param validity days for which the attestation counts
 * @param newest the newest valid attestation of the rule
 * @param asOf ISO date, `null` where no date is known
 */
export function judgeAttested(
  { rule, applied }: RuleInForce<ProjectRule>,
  validity: number,
  newest: Attestation,
  asOf: string | null,
): { result: RuleResult; finding: Finding | null } {
  const said = say`attested by ${newest.by} on ${newest.on}`;
  if (asOf === null) {
    const reason: Sentence = [...said, "; its age is not known, because the catalog carries no date"];
    return { result: buildResult(rule.id, "not assessed", reason), finding: null };
  }
  const last = lastDay(newest, validity);
  if (compareText(asOf, last) <= 0) return { result: buildResult(rule.id, "attested", said), finding: null };
  const reason: Sentence = [...said, ...say`, which counted until ${last}`];
  const finding: Finding = {
    rule: rule.id,
    severity: applied.severity,
    verdict: "stale",
    subject: { ...PROJECT },
    message: ["The attestation is stale: ", ...reason, "."],
    evidence: [
      { name: "attested on", value: newest.on },
      { name: "by", value: newest.by },
      { name: "valid for days", value: String(validity) },
      { name: "place", value: newest.place },
    ],
    remedy: null,
    noRemedy: "only somebody who has looked can attest it anew",
    fingerprint: toFingerprint(rule.id, PROJECT),
    waiverKey: PROJECT.name,
    waiver: null,
    origin: null,
  };
  return { result: buildResult(rule.id, "stale", reason), finding };
}

function buildResult(rule: string, verdict: Verdict, reason: Sentence): RuleResult {
  const subjects = { ...NO_SUBJECTS };
  if (verdict === "attested") subjects.pass = 1;
  else if (verdict === "stale") subjects.fail = 1;
  else subjects.notAssessed = 1;
  return { rule, verdict, reason, subjects };
}
