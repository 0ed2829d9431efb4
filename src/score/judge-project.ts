/** Runs a rule about the project. */
import type { Attestation } from "../model/decision.ts";
import type { Judgement, ProjectRule, RuleContext } from "../model/rule.ts";
import type { Finding, FindingSubject, RuleResult } from "../model/scorecard.ts";
import type { Sentence } from "../model/sentence.ts";
import type { Origin } from "../model/shared-parts.ts";
import { UserError } from "../model/user-error.ts";
import type { Verdict } from "../model/verdict.ts";
import type { RuleInForce } from "./applied-rules.ts";
import { judgeAttested } from "./attestations.ts";
import { toProjectFinding } from "./findings.ts";
import type { Excuse } from "./judge-table.ts";
import { NO_SUBJECTS, type SubjectCounts, toProjectVerdict } from "./verdicts.ts";

/** What judging a project rule asks of those who keep waivers and attestations. */
export interface ProjectWord {
  /** The waiver that excuses a failed subject, `null` for none. */
  excuse(subject: FindingSubject): Excuse | null;
  /** The subject could not be assessed: nothing can be said against a waiver that covers it. */
  leaveOpen(subject: FindingSubject): void;
  /** The newest attestation of the rule, `null` for none. */
  attestation: Attestation | null;
}

/** A rule about the project with what it judges. */
export interface ProjectCase {
  inForce: RuleInForce<ProjectRule>;
  context: RuleContext;
  subjects: readonly FindingSubject[];
}

/**
 * Finds what the rule judges; what the config excludes vanishes here as it does from tables.
 * @throws Error naming the rule where it throws, which is a bug in the rule
 */
export function toProjectCase(
  inForce: RuleInForce<ProjectRule>,
  context: RuleContext,
  excluded: (object: { schema: string; name: string }) => boolean,
): ProjectCase {
  const subjects = guarded(inForce.rule, () => inForce.rule.find(context)).filter(
    ({ schema, relation, name }) => schema === null || !excluded({ schema, name: relation ?? name }),
  );
  return { inForce, context, subjects };
}

/**
 * Judges every subject; what the evidence leaves open, an attestation may settle.
 * @param asOf ISO date, `null` where none is known
 */
export function judgeProject(
  { inForce, context, subjects }: ProjectCase,
  word: ProjectWord,
  originOf: (subject: FindingSubject) => Origin | null,
  asOf: string | null,
): { result: RuleResult; findings: Finding[] } {
  const { rule, applied } = inForce;
  const counted: SubjectCounts = { ...NO_SUBJECTS };
  const reasons: { [verdict in Verdict]?: Sentence } = {};
  const findings: Finding[] = [];
  for (const subject of subjects) {
    const judgement = guarded(rule, () => rule.judge(subject, context));
    switch (judgement.verdict) {
      case "pass":
        counted.pass += 1;
        break;
      case "n.a.":
        counted.notApplicable += 1;
        reasons["n.a."] ??= judgement.reason;
        break;
      case "not assessed":
        counted.notAssessed += 1;
        reasons["not assessed"] ??= judgement.reason;
        word.leaveOpen(subject);
        break;
      case "fail": {
        const excuse = word.excuse(subject);
        if (excuse === null) counted.fail += 1;
        else counted.excused += 1;
        if (excuse !== null) reasons[excuse.kind] ??= [excuse.reason];
        findings.push(toProjectFinding(applied, subject, judgement, excuse, originOf(subject)));
      }
    }
  }
  const verdict = toProjectVerdict(counted, reasons.waived === undefined ? "justified" : "waived");
  if (verdict === "not assessed" && rule.validity !== null && word.attestation !== null) {
    const attested = judgeAttested(inForce, rule.validity, word.attestation, asOf);
    return {
      result: attested.result,
      findings: [...findings, ...(attested.finding === null ? [] : [attested.finding])],
    };
  }
  const reason = reasons[verdict] ?? (verdict === "n.a." ? [`no ${applied.subjects}`] : null);
  return { result: { rule: rule.id, verdict, reason, subjects: counted }, findings };
}

function guarded<T extends Judgement | FindingSubject[]>(rule: ProjectRule, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new Error(`The rule ${rule.id} failed on the project: ${String(cause)}`, { cause });
  }
}
