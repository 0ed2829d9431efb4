/** Which remedies are tried, and in which order. */
import { compareText } from "../model/names.ts";
import type { Remedy } from "../model/remedy.ts";
import type { Finding, Scorecard } from "../model/scorecard.ts";
import type { LeftRemedy } from "./proof.ts";
import { groupStatements, PHASES, type Phase, phaseOf, type StatementGroup } from "./statement.ts";
import { isOpen } from "./trial.ts";

export interface Candidate {
  finding: Finding & { remedy: Remedy };
  phase: Phase;
  groups: readonly StatementGroup[];
}

export interface Plan {
  /** Tried one after the other; remedies in one round may be run together. */
  rounds: readonly (readonly Candidate[])[];
  /** Of two findings with the same SQL the second. */
  repeated: readonly Finding[];
  withoutRemedy: readonly Finding[];
}

/** Plans the remedies of a scorecard's open findings, or of those of some rules. */
export function buildPlan(scorecard: Scorecard, rules: ReadonlySet<string> | null): Plan {
  const findings = scorecard.findings.filter((finding) => isOpen(finding) && (rules?.has(finding.rule) ?? true));
  const candidates: Candidate[] = [];
  const repeated: Finding[] = [];
  const seen = new Set<string>();
  for (const finding of findings) {
    if (finding.remedy === null) continue;
    const { sql } = finding.remedy;
    const key = sql.join("\0");
    if (seen.has(key)) repeated.push(finding);
    else
      candidates.push({
        finding: { ...finding, remedy: finding.remedy },
        phase: phaseOf(finding.remedy),
        groups: groupStatements(finding.remedy.actions),
      });
    seen.add(key);
  }
  const leaving = new Set(
    candidates.filter(({ phase }) => phase === "removals").map(({ finding }) => objectOf(finding)),
  );
  const renamedLast = (candidate: Candidate) => candidate.phase === "names" && leaving.has(objectOf(candidate.finding));
  const rounds = PHASES.map((phase) =>
    sort(candidates.filter((candidate) => candidate.phase === phase && !renamedLast(candidate))),
  );
  // What is to be dropped is dropped under its old name. Where that is not proven, it is still there to be renamed.
  rounds.push(sort(candidates.filter(renamedLast)));
  return {
    rounds: rounds.filter((round) => round.length > 0),
    repeated,
    withoutRemedy: findings.filter(({ remedy }) => remedy === null),
  };
}

/** The object that a finding is about: a constraint and the index behind it, which has its name, count as one. */
function objectOf({ subject }: Finding): string {
  return [subject.schema, subject.relation, subject.name].join("\0");
}

/**
 * By table. Longer statements first: an index over two columns serves a foreign key over the first of them too, so
 * that no second one is needed.
 */
function sort(candidates: readonly Candidate[]): Candidate[] {
  const length = ({ finding }: Candidate) => finding.remedy.sql.join().split(",").length;
  return [...candidates].sort(
    (a, b) =>
      compareText(a.finding.subject.schema ?? "", b.finding.subject.schema ?? "") ||
      compareText(a.finding.subject.relation ?? "", b.finding.subject.relation ?? "") ||
      length(b) - length(a) ||
      compareText(a.finding.fingerprint, b.finding.fingerprint),
  );
}

/** In the scorecard's order. */
export function inOrder<T extends Finding | LeftRemedy>(items: readonly T[], scorecard: Scorecard): T[] {
  const places = new Map(scorecard.findings.map(({ fingerprint }, place) => [fingerprint, place]));
  const placeOf = (item: T) => places.get("finding" in item ? item.finding.fingerprint : item.fingerprint) ?? 0;
  return [...items].sort((a, b) => placeOf(a) - placeOf(b));
}
