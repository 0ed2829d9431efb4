/** Findings: one failed or excused subject, as data. */
import { compareText, quoteIdentifier, quoteQualified, toObjectKey } from "../model/names.ts";
import { type Relation, relationKindSchema } from "../model/relation.ts";
import { toRemedy } from "../model/remedy.ts";
import { PROJECT, type Subject } from "../model/rule.ts";
import type { AppliedRule, Finding, FindingSubject } from "../model/scorecard.ts";
import type { Origin } from "../model/shared-parts.ts";
import { severitySchema } from "../model/verdict.ts";
import type { Excuse, Failure } from "./tally.ts";

const RELATION_KINDS: ReadonlySet<string> = new Set(relationKindSchema.options);

/** The part of the relation that a subject is; `undefined` where it is the relation itself. */
export function partOf({ kind, name }: Subject): Subject | undefined {
  return RELATION_KINDS.has(kind) ? undefined : { kind, name };
}

/** A subject of a table as findings name it. */
export function buildTableSubject(table: Relation, { kind, name }: Subject): FindingSubject {
  return { schema: table.schema, relation: table.name, kind, name };
}

/** The finding of a failed subject. */
export function buildFinding(
  rule: Pick<AppliedRule, "id" | "severity">,
  subject: FindingSubject,
  failure: Failure,
  excuse: Excuse | null,
  origin: Origin | null,
): Finding {
  return {
    rule: rule.id,
    severity: rule.severity,
    verdict: excuse === null ? "fail" : excuse.kind,
    subject: { ...subject },
    message: failure.message,
    evidence: failure.facts ?? [],
    ...mendingOf(failure),
    fingerprint: toFingerprint(rule.id, subject),
    waiverKey: toSubjectKey(subject),
    waiver: excuse === null ? null : excuse.waiver,
    origin,
  };
}

/** A team's own rule writes SQL, or says nothing of it; ours say what is done, or why nothing is. */
function mendingOf({ remedy, noRemedy }: Failure): Pick<Finding, "remedy" | "noRemedy"> {
  if (remedy === undefined) return { remedy: null, noRemedy: noRemedy ?? "the rule offers none" };
  return { remedy: "actions" in remedy ? remedy : toRemedy(remedy), noRemedy: null };
}

/** What to know before the remedy is run, or why there is none. */
export function sayMending({ remedy, noRemedy }: Pick<Finding, "remedy" | "noRemedy">): string {
  return remedy === null ? `No SQL: ${noRemedy}.` : remedy.lock;
}

/**
 * What a waiver calls a subject: `public.orders` for a relation, `public.orders.payload` and `public.orders#idx_a` for
 * its parts, `public."f(integer)"` for a function, `role app` for what stands in no schema, `project` for the project.
 */
export function toSubjectKey({ schema, relation, kind, name }: FindingSubject): string {
  if (schema !== null) {
    return relation === null ? toObjectKey(schema, name) : toObjectKey(schema, relation, partOf({ kind, name }));
  }
  if (kind === PROJECT.kind) return PROJECT.name;
  // Versions and paths are no names that SQL would quote.
  return kind === "migration" || kind === "file" ? `${kind} ${name}` : `${kind} ${quoteIdentifier(name)}`;
}

/**
 * `rule|schema.relation|kind:name`, written as SQL quotes names; between the bars only the schema for what is no part
 * of a relation, and nothing for what stands in no schema.
 */
export function toFingerprint(rule: string, { schema, relation, kind, name }: FindingSubject): string {
  const whole = schema === null ? "" : relation === null ? quoteIdentifier(schema) : quoteQualified(schema, relation);
  return `${rule}|${whole}|${kind}:${quoteIdentifier(name)}`;
}

/** By severity, rule and fingerprint, each fingerprint once. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const sorted = [...findings].sort(
    (a, b) => rank(a) - rank(b) || compareText(a.rule, b.rule) || compareText(a.fingerprint, b.fingerprint),
  );
  return sorted.filter((finding, index) => finding.fingerprint !== sorted[index - 1]?.fingerprint);
}

const RANKS = new Map(severitySchema.options.map((severity, rank) => [severity, rank]));

function rank(finding: Finding): number {
  return RANKS.get(finding.severity) as number;
}

/** The step that made the object itself; of parts that keep none of their own, the relation's. */
export function originOf(table: Relation, subject: Subject): Origin | null {
  const part = partOf(subject);
  if (part === undefined) return table.origin;
  const { kind, name } = part;
  const found =
    kind === "column"
      ? table.columns.find((column) => column.name === name)
      : (table.constraints.find((constraint) => constraint.kind === kind && constraint.name === name) ??
        [...table.indexes, ...table.triggers, ...table.policies].find((own) => own.kind === kind && own.name === name));
  return found?.origin ?? table.origin;
}
