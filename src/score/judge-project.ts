/** Runs a rule about the project. */
import type { Attestation } from "../model/decision.ts";
import type { Judgement, Preset, ProjectRule, RuleContext } from "../model/rule.ts";
import type { Finding, FindingSubject, RuleResult } from "../model/scorecard.ts";
import type { Origin } from "../model/shared-parts.ts";
import { UserError } from "../model/user-error.ts";
import type { RuleInForce } from "./applied-rules.ts";
import { judgeAttested } from "./attestations.ts";
import { buildFinding } from "./findings.ts";
import { type Excuse, type Excuses, tally } from "./tally.ts";
import { toProjectVerdict } from "./verdicts.ts";

/** What people say of a rule about the project. */
export interface ProjectWord extends Excuses<FindingSubject> {
  /** The newest attestation of the rule, `null` for none. */
  attestation: Attestation | null;
  excuseByPreset(subject: FindingSubject, preset: Preset): Excuse;
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
export function buildProjectCase(
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
 * @param settled what excuses a subject whatever is found on it
 */
export function judgeProject(
  { inForce, context, subjects }: ProjectCase,
  word: ProjectWord,
  originOf: (subject: FindingSubject) => Origin | null,
  asOf: string | null,
  settled: (subject: FindingSubject) => Preset | null = () => null,
): { result: RuleResult; findings: Finding[] } {
  const { rule, applied } = inForce;
  const findings: Finding[] = [];
  const judged = subjects.map((subject) => {
    const judgement = guarded(rule, () => rule.judge(subject, context));
    const preset = judgement.verdict === "fail" ? settled(subject) : null;
    return { subject, judgement: preset === null ? judgement : { ...judgement, preset } };
  });
  const {
    subjects: counted,
    excuse,
    reasonOf,
  } = tally(
    judged,
    { decisions: word, preset: word.excuseByPreset },
    applied.subjects,
    (subject, failure, excuse) => buildFinding(applied, subject, failure, excuse, originOf(subject)),
    findings,
  );
  const verdict = toProjectVerdict(counted, excuse);
  if (verdict === "not assessed" && rule.validity !== null && word.attestation !== null) {
    const attested = judgeAttested(inForce, rule.validity, word.attestation, asOf);
    return {
      result: attested.result,
      findings: [...findings, ...(attested.finding === null ? [] : [attested.finding])],
    };
  }
  return { result: { rule: rule.id, verdict, reason: reasonOf(verdict), subjects: counted }, findings };
}

function guarded<T extends Judgement | FindingSubject[]>(rule: ProjectRule, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new Error(`The rule ${rule.id} failed on the project: ${String(cause)}`, { cause });
  }
}
