/** The plan: what mending would raise the scores most, in which order, at what cost. A public format (`plan.json`). */
import { z } from "zod";
import { gradeSchema } from "./scorecard.ts";
import { groupSchema, ruleScoreSchema, severitySchema } from "./verdict.ts";

/** The version of the format that this program writes. */
export const PLAN_FORMAT_VERSION = 1;

/** A score and its grade. */
export const ratedSchema = z.strictObject({
  /** floor(100 · met / judged); `null` where nothing was judged. */
  score: z.number().int().nullable(),
  /** `null`: unrated. */
  grade: gradeSchema.nullable(),
});
export type Rated = z.infer<typeof ratedSchema>;

/** A rise of a score out of 100, as the exact fraction `numerator / denominator`. */
export const riseSchema = z.strictObject({
  /** May be 0 or less, where what is judged only then fails. */
  numerator: z.number().int(),
  /** Never 0. */
  denominator: z.number().int(),
});
export type Rise = z.infer<typeof riseSchema>;

/** A kind of lock that the remedies of a rule take, and on how many tables. */
export const planLockSchema = z.strictObject({
  /** As pg_locks names it in words; `null` where nobody waits for anything. */
  mode: z.enum(["ACCESS EXCLUSIVE", "SHARE ROW EXCLUSIVE", "SHARE", "SHARE UPDATE EXCLUSIVE"]).nullable(),
  /** How long it is held: for a moment, or while all rows are read or written. */
  during: z.enum(["moment", "scan", "rewrite"]),
  /** Tables on which a remedy takes it. */
  tables: z.number().int(),
});
export type PlanLock = z.infer<typeof planLockSchema>;

/** What mending costs. */
export const planCostSchema = z.strictObject({
  /** Findings that come with SQL. */
  withSql: z.number().int(),
  /** Findings for which somebody must decide or write something. */
  byHand: z.number().int(),
  /** What their SQL locks, the hardest first. */
  locks: z.array(planLockSchema),
});
export type PlanCost = z.infer<typeof planCostSchema>;

/** A table and how often the rule fails on it. */
export const planPlaceSchema = z.strictObject({
  /** The table's schema. */
  schema: z.string(),
  /** The table. */
  relation: z.string(),
  /** Findings of the rule on it. */
  findings: z.number().int(),
});
export type PlanPlace = z.infer<typeof planPlaceSchema>;

/** One rule, mended wherever it fails. */
export const planStepSchema = z.strictObject({
  /** The rule's id. */
  rule: z.string(),
  /** What is to be done, in plain words: `394 columns to timestamptz in 135 tables`. */
  work: z.string(),
  /** The severity applied. */
  severity: severitySchema,
  /** The piece of work that it belongs to. */
  bundle: groupSchema,
  /** The score that rises. */
  score: ruleScoreSchema,
  /** Findings to mend. */
  findings: z.number().int(),
  /** Tables that they stand in; 0 for a rule about the project. */
  tables: z.number().int(),
  /** The tables that it fails on, the worst first. */
  places: z.array(planPlaceSchema),
  /** Points that are met then and are not now, those of the rules in `unblocks` included. */
  points: z.number().int(),
  /** How far its score rises where this rule alone is mended. */
  rise: riseSchema,
  /** Rules that can be judged only then, with the number of tables: they count as met. */
  unblocks: z.array(
    z.strictObject({
      /** The rule's id. */
      rule: z.string(),
      /** Tables on which nothing else keeps it from being judged. */
      tables: z.number().int(),
    }),
  ),
  cost: planCostSchema,
});
export type PlanStep = z.infer<typeof planStepSchema>;

/** Rules of one group, mended together. */
export const planBundleSchema = z.strictObject({
  /** The group of the rules. */
  bundle: groupSchema,
  /** The rules' ids, the most points first. */
  rules: z.array(z.string()),
  /** Findings to mend. */
  findings: z.number().int(),
  /** Points that are met then and are not now. */
  points: z.number().int(),
  /** How far the tables' score rises where this bundle alone is mended. */
  rise: riseSchema,
  /** The tables' score with this bundle and all before it mended. */
  after: ratedSchema,
});
export type PlanBundle = z.infer<typeof planBundleSchema>;

export const planSchema = z.strictObject({
  /** The version of the format; a reader of another one must not go on. */
  formatVersion: z.literal(PLAN_FORMAT_VERSION),
  /** The tables' score now. */
  before: ratedSchema,
  /** The score that the route leads to, or as near as mending everything comes to it. */
  goal: z.number().int(),
  /** The rules to mend, the best next one first, until the goal is reached. */
  route: z.array(
    z.strictObject({
      /** The rule's id. */
      rule: z.string(),
      /** The tables' score with this rule and all before it mended. */
      after: ratedSchema,
    }),
  ),
  /** Every rule that fails and counts, the most points first; those of other scores after those of tables. */
  steps: z.array(planStepSchema),
  /** The same by the kind of work, in the best order. Rules about tables only. */
  bundles: z.array(planBundleSchema),
});
export type Plan = z.infer<typeof planSchema>;
