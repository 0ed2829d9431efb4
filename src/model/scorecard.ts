/** The scorecard: what the rules say of a catalog. A public, versioned format (`scorecard.json`). */
import { z } from "zod";
import { remedySchema } from "./remedy.ts";
import { sentenceSchema } from "./sentence.ts";
import { originSchema } from "./shared-parts.ts";
import {
  evidenceSchema,
  factSchema,
  groupSchema,
  profileSchema,
  ruleScoreSchema,
  severitySchema,
  verdictSchema,
} from "./verdict.ts";

/** The version of the format that this program writes and reads. */
export const SCORECARD_FORMAT_VERSION = 2;

/** A from a score of 90, B from 80, C from 70, D from 55, E below. */
export const gradeSchema = z.enum(["A", "B", "C", "D", "E"]);
export type Grade = z.infer<typeof gradeSchema>;

/** Sums of weights. `pass` counts pass and attested, `fail` fail and stale, `excused` waived and justified. */
export const pointsSchema = z.strictObject({
  /** Weights of what passes or is attested. */
  pass: z.number().int(),
  /** Weights of what fails or whose attestation is stale. */
  fail: z.number().int(),
  /** Weights of what is waived or justified. */
  excused: z.number().int(),
  /** Weights of what could not be assessed. */
  unassessed: z.number().int(),
});
export type Points = z.infer<typeof pointsSchema>;

/** Points made into a score and a grade. */
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
  /** The rule's id. */
  rule: z.string(),
  /** The one verdict that its subjects come to. */
  verdict: verdictSchema,
  /** Why, where the verdict is not pass or fail; `null` otherwise. */
  reason: sentenceSchema.nullable(),
  /** Numbers of subjects by verdict. */
  subjects: z.strictObject({
    /** Subjects that pass or are attested. */
    pass: z.number().int(),
    /** Subjects that fail or are stale. */
    fail: z.number().int(),
    /** Subjects that are waived or justified. */
    excused: z.number().int(),
    /** Subjects that could not be assessed. */
    notAssessed: z.number().int(),
    /** Subjects that the rule does not apply to. */
    notApplicable: z.number().int(),
  }),
});
export type RuleResult = z.infer<typeof ruleResultSchema>;

/** A relation's score and what each rule says of it. */
export const relationScoreSchema = z.strictObject({
  /** The relation's schema. */
  schema: z.string(),
  /** The relation's name. */
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
  /** The rule's id, kebab-case; permanent. */
  id: z.string(),
  /** The guide's section and statement, for example `2.5`. */
  statement: z.string(),
  /** What holds where the rule is met, one sentence. */
  title: z.string(),
  /** Why it matters, one sentence. */
  why: z.string(),
  /** The severity applied: the rule's own, or the config's. */
  severity: severitySchema,
  /** The points that it counts for. */
  weight: z.number().int(),
  score: ruleScoreSchema,
  group: groupSchema,
  /** The profile that it belongs to. */
  profile: profileSchema,
  /** What it judges by. */
  evidence: evidenceSchema,
  /** Whether it judges each table, or the project once. */
  scope: z.enum(["table", "project"]),
  /** The kind of things that it judges, in the plural. */
  subjects: z.string(),
  /** Rules that must pass before it says anything. */
  requires: z.array(z.string()),
  /** Decisions on it may be of kind `justified`. */
  justifiable: z.boolean(),
  /** The same check in other tools. */
  sameAs: z.array(z.string()),
  /** What it leaves alone, one sentence each. */
  exempt: z.array(z.string()),
  /** Every option with the value applied, as JSON text. */
  options: z.array(
    z.strictObject({
      /** The option's name. */
      name: z.string(),
      /** The value applied, as JSON text. */
      value: z.string(),
      /** What it sets, one sentence. */
      description: z.string(),
    }),
  ),
});
export type AppliedRule = z.infer<typeof appliedRuleSchema>;

/** What a finding is about. `schema` and `relation` are `null` for the project. */
export const subjectSchema = z.strictObject({
  /** The relation's schema; `null` for the project. */
  schema: z.string().nullable(),
  /** The relation; `null` for the project. */
  relation: z.string().nullable(),
  /** `table`, `partitioned table`, `column`, `index`, a constraint kind, or `project`. */
  kind: z.string(),
  /** The subject's own name; for a relation, its name. */
  name: z.string(),
});
export type FindingSubject = z.infer<typeof subjectSchema>;

/** One failed, excused or stale subject, or a fault in a waiver (then `rule` is `waiver-…`). */
export const findingSchema = z.strictObject({
  /** The rule's id, or `waiver-…` for a fault in a waiver. */
  rule: z.string(),
  /** The severity applied. */
  severity: severitySchema,
  /** Failed, stale, or excused. */
  verdict: z.enum(["fail", "stale", "waived", "justified"]),
  subject: subjectSchema,
  /** What is wrong, one sentence. */
  message: sentenceSchema,
  /** The facts that the judgement rests on. */
  evidence: z.array(factSchema),
  /** SQL that mends it; `null` where there is none to offer. */
  remedy: remedySchema.nullable(),
  /** Why there is no remedy, a clause without a stop; `null` where there is one. */
  noRemedy: z.string().nullable(),
  /** `rule|schema.relation|kind:name`, written as SQL quotes names. */
  fingerprint: z.string(),
  /** What a waiver's `subject` must be: `public.orders`, `public.orders.payload`, `public.orders#idx_a`. */
  waiverKey: z.string(),
  /** For an excused finding, the position in `waivers`; else `null`. */
  waiver: z.number().int().nullable(),
  /** The steps that made and changed the subject; `null` where not known. */
  origin: originSchema.nullable(),
});
export type Finding = z.infer<typeof findingSchema>;

/** A decision that excuses, or an attestation, with where it stands and what became of it. */
export const waiverSchema = z.strictObject({
  /** Where it was written: a design note, a comment's tag, the config, or nowhere, since the rule brings it along. */
  carrier: z.enum(["note", "comment", "config", "preset"]),
  /** The note's slug, the object's waiver key, `config`, or the preset's id. */
  place: z.string(),
  /** Excused by a waiver, justified as the guide allows, or attested. */
  kind: z.enum(["waived", "justified", "attested"]),
  /** The rule's id. */
  rule: z.string(),
  /** `null` for an attestation. */
  subject: z.string().nullable(),
  /** The reason given. */
  reason: z.string(),
  /** Who answers for it; `null` where nobody is named. */
  owner: z.string().nullable(),
  /** ISO date; for an attestation, the day after which it is stale. */
  until: z.string().nullable(),
  /** ISO date of an attestation; `null` for others. */
  on: z.string().nullable(),
  /** A link or text that an attestation rests on; `null` for none. */
  evidence: z.string().nullable(),
  /** What became of it; only an `active` one counts. */
  state: z.enum(["active", "expired", "unused", "invalid", "duplicate"]),
});
export type Waiver = z.infer<typeof waiverSchema>;

export const scorecardSchema = z.strictObject({
  /** The version of the format; a reader of another one must not go on. */
  formatVersion: z.literal(SCORECARD_FORMAT_VERSION),
  /** ISO date that ages and expiry were judged at: the catalog's; `null`: not known. */
  asOf: z.string().nullable(),
  /** The three scores of the whole project. */
  scores: z.strictObject({
    /** Of the rules that judge tables. */
    tables: scoreSchema,
    /** Of the rules that judge the migrations. */
    migrations: scoreSchema,
    /** Of the rules that judge how the database is run and tested. */
    operations: scoreSchema,
  }),
  /** By schema: the same formula over the points of all its tables. */
  schemas: z.array(
    z.strictObject({
      /** The schema's name. */
      name: z.string(),
      ...scoreSchema.shape,
    }),
  ),
  /** Every judged relation, in the catalog's order. */
  relations: z.array(relationScoreSchema),
  /** Results of rules of scope project. */
  project: z.array(ruleResultSchema),
  /** The rules that were applied, in registry order. */
  rules: z.array(appliedRuleSchema),
  /** Sorted by severity, rule, fingerprint. */
  findings: z.array(findingSchema),
  /** Every decision and attestation that was found, whatever became of it; then what presets excused, as it was judged. */
  waivers: z.array(waiverSchema),
});
export type Scorecard = z.infer<typeof scorecardSchema>;
