/** The scorecard: what the rules say of a catalog. A public, versioned format (`scorecard.json`). */
import { z } from "zod";
import { sentenceSchema } from "./sentence.ts";
import { originSchema } from "./shared-parts.ts";
import {
  evidenceSchema,
  factSchema,
  groupSchema,
  profileSchema,
  remedySchema,
  ruleScoreSchema,
  severitySchema,
  verdictSchema,
} from "./verdict.ts";

/** The version of the format that this program writes and reads. */
export const SCORECARD_FORMAT_VERSION = 1;

export const gradeSchema = z.enum(["A", "B", "C", "D", "E"]);
export type Grade = z.infer<typeof gradeSchema>;

/** Sums of weights. `pass` counts pass and attested, `fail` fail and stale, `excused` waived and justified. */
export const pointsSchema = z.strictObject({
  pass: z.number().int(),
  fail: z.number().int(),
  excused: z.number().int(),
  unassessed: z.number().int(),
});
export type Points = z.infer<typeof pointsSchema>;

export const scoreSchema = z.strictObject({
  /** floor(100 · pass / (pass + fail)); `null` where nothing was judged. */
  score: z.number().int().nullable(),
  /** After caps; `null` is "unrated": nothing judged, or coverage under 60 %. */
  grade: gradeSchema.nullable(),
  /** floor(100 · (pass + fail + excused) / all); `null` where there is nothing to assess. */
  coverage: z.number().int().nullable(),
  points: pointsSchema,
});
export type Score = z.infer<typeof scoreSchema>;

/** Something that holds a table's grade down, or leaves it unrated. */
export const capSchema = z.strictObject({
  /** The best grade that is left, `null` for unrated. */
  grade: gradeSchema.nullable(),
  /** `critical failure: pk-required`, `more than a fifth excused`, `38 % assessed`. */
  reason: z.string(),
});
export type Cap = z.infer<typeof capSchema>;

/** A rule's verdict on one relation, or on the project. */
export const ruleResultSchema = z.strictObject({
  rule: z.string(),
  verdict: verdictSchema,
  /** Why, where the verdict is not pass or fail; `null` otherwise. */
  reason: sentenceSchema.nullable(),
  /** Numbers of subjects by verdict. */
  subjects: z.strictObject({
    pass: z.number().int(),
    fail: z.number().int(),
    excused: z.number().int(),
    notAssessed: z.number().int(),
    notApplicable: z.number().int(),
  }),
});
export type RuleResult = z.infer<typeof ruleResultSchema>;

export const relationScoreSchema = z.strictObject({
  schema: z.string(),
  name: z.string(),
  ...scoreSchema.shape,
  /** Caps that held the grade down; empty where none did. */
  caps: z.array(capSchema),
  /** One entry for each rule of scope table, in registry order, n.a. included. */
  results: z.array(ruleResultSchema),
});
export type RelationScore = z.infer<typeof relationScoreSchema>;

/** A rule's metadata as it was applied. */
export const appliedRuleSchema = z.strictObject({
  id: z.string(),
  statement: z.string(),
  title: z.string(),
  why: z.string(),
  severity: severitySchema,
  weight: z.number().int(),
  score: ruleScoreSchema,
  group: groupSchema,
  profile: profileSchema,
  evidence: evidenceSchema,
  scope: z.enum(["table", "project"]),
  subjects: z.string(),
  requires: z.array(z.string()),
  justifiable: z.boolean(),
  sameAs: z.array(z.string()),
  exempt: z.array(z.string()),
  /** Every option with the value applied, as JSON text. */
  options: z.array(z.strictObject({ name: z.string(), value: z.string(), description: z.string() })),
});
export type AppliedRule = z.infer<typeof appliedRuleSchema>;

/** What a finding is about. `schema` and `relation` are `null` for the project. */
export const subjectSchema = z.strictObject({
  schema: z.string().nullable(),
  relation: z.string().nullable(),
  /** `table`, `partitioned table`, `column`, `index`, a constraint kind, or `project`. */
  kind: z.string(),
  name: z.string(),
});
export type FindingSubject = z.infer<typeof subjectSchema>;

/** One failed, excused or stale subject, or a fault in a waiver (then `rule` is `waiver-…`). */
export const findingSchema = z.strictObject({
  rule: z.string(),
  severity: severitySchema,
  verdict: z.enum(["fail", "stale", "waived", "justified"]),
  subject: subjectSchema,
  message: sentenceSchema,
  evidence: z.array(factSchema),
  remedy: remedySchema.nullable(),
  /** `rule|schema.relation|kind:name`, written as SQL quotes names. */
  fingerprint: z.string(),
  /** What a waiver's `subject` must be: `public.orders`, `public.orders.payload`, `public.orders#idx_a`. */
  waiverKey: z.string(),
  /** For an excused finding, the position in `waivers`; else `null`. */
  waiver: z.number().int().nullable(),
  origin: originSchema.nullable(),
});
export type Finding = z.infer<typeof findingSchema>;

/** A decision that excuses, or an attestation, with where it stands and what became of it. */
export const waiverSchema = z.strictObject({
  carrier: z.enum(["note", "comment", "config"]),
  /** The note's slug, the object's waiver key, or `config`. */
  place: z.string(),
  kind: z.enum(["waived", "justified", "attested"]),
  rule: z.string(),
  /** `null` for an attestation. */
  subject: z.string().nullable(),
  reason: z.string(),
  owner: z.string().nullable(),
  /** ISO date; for an attestation, the day after which it is stale. */
  until: z.string().nullable(),
  /** ISO date of an attestation; `null` for others. */
  on: z.string().nullable(),
  evidence: z.string().nullable(),
  state: z.enum(["active", "expired", "unused", "invalid", "duplicate"]),
});
export type Waiver = z.infer<typeof waiverSchema>;

export const scorecardSchema = z.strictObject({
  formatVersion: z.literal(SCORECARD_FORMAT_VERSION),
  /** ISO date that ages and expiry were judged at: the catalog's; `null`: not known. */
  asOf: z.string().nullable(),
  scores: z.strictObject({ tables: scoreSchema, migrations: scoreSchema, operations: scoreSchema }),
  /** By schema: the same formula over the points of all its tables. */
  schemas: z.array(z.strictObject({ name: z.string(), ...scoreSchema.shape })),
  relations: z.array(relationScoreSchema),
  /** Results of rules of scope project. */
  project: z.array(ruleResultSchema),
  rules: z.array(appliedRuleSchema),
  /** Sorted by severity, rule, fingerprint. */
  findings: z.array(findingSchema),
  waivers: z.array(waiverSchema),
});
export type Scorecard = z.infer<typeof scorecardSchema>;
