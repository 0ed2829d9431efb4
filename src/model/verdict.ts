/** The words of judging: verdicts, severities, weights, groups. RULES.md section 3 is the reference. */
import { z } from "zod";

/** What a rule says; `n.a.` had nothing to judge, `not assessed` could not know, `stale` is an attestation past its day. */
export const verdictSchema = z.enum([
  "pass",
  "fail",
  "n.a.",
  "not assessed",
  "justified",
  "waived",
  "attested",
  "stale",
]);
export type Verdict = z.infer<typeof verdictSchema>;

/** How much a rule matters; `info` counts for nothing. */
export const severitySchema = z.enum(["critical", "high", "medium", "low", "info"]);
export type Severity = z.infer<typeof severitySchema>;

/** Points that a rule of each severity counts for. */
export const WEIGHTS: Readonly<Record<Severity, number>> = { critical: 10, high: 6, medium: 3, low: 1, info: 0 };

/** The first two severities are errors for people, the next two warnings. */
export function toLevel(severity: Severity): "error" | "warning" | "information" {
  if (severity === "critical" || severity === "high") return "error";
  return severity === "info" ? "information" : "warning";
}

/** The score that a rule counts in; `none` is shown and never counted. */
export const ruleScoreSchema = z.enum(["tables", "migrations", "operations", "none"]);
export type RuleScore = z.infer<typeof ruleScoreSchema>;

/** A rule's place in the conformance strip, in the order shown. */
export const groupSchema = z.enum([
  "Structure",
  "Naming",
  "Types",
  "Indexing",
  "Migrations",
  "Security",
  "Backup",
  "Testing",
  "Documentation",
]);
export type Group = z.infer<typeof groupSchema>;

/** `guide` rules are the style guide's own, `extended` ones go beyond it, `own` ones are the team's. */
export const profileSchema = z.enum(["guide", "extended", "own"]);
export type Profile = z.infer<typeof profileSchema>;

/** What a rule judges by: the catalog, the migrations, a live server, its workload, people's word, or what other rules said. */
export const evidenceSchema = z.enum(["catalog", "migrations", "server", "workload", "attestation", "rules"]);
export type Evidence = z.infer<typeof evidenceSchema>;

/** One fact that a judgement rests on, for example `{ name: "type", value: "double precision" }`. Untrusted text. */
export const factSchema = z.strictObject({
  /** What the fact is about. */
  name: z.string(),
  /** What was found. */
  value: z.string(),
});
export type Fact = z.infer<typeof factSchema>;
