/**
 * Rules of a team's own, as its configuration defines them: the same shape as ours, with defaults for what need not be
 * said. What a rule says is checked too, since nobody reviews it but its team.
 */
import { z } from "zod";
import type { Relation } from "./relation.ts";
import { type WrittenRemedy, writtenRemedySchema } from "./remedy.ts";
import type { Judgement, OptionDefinitions, Preset, RuleContext, Subject } from "./rule.ts";
import { type FindingSubject, subjectSchema } from "./scorecard.ts";
import { type Sentence, sentenceSchema } from "./sentence.ts";
import {
  type Evidence,
  evidenceSchema,
  type Fact,
  factSchema,
  type Group,
  groupSchema,
  type RuleScore,
  ruleScoreSchema,
  type Severity,
  severitySchema,
} from "./verdict.ts";

/** What a team says of its rule. Only `id`, `title` and `why` have no default. */
export interface OwnMetadata<D extends OptionDefinitions = OptionDefinitions> {
  /** Kebab-case; names the rule in the config, its page and its waivers. None of ours. */
  id: string;
  /** What holds when the rule is met, one sentence. */
  title: string;
  /** Why it matters, one sentence. */
  why: string;
  /** `medium` where left out. */
  severity?: Severity;
  /**
   * The score that its points count in, `none` where left out. Whatever it is, the rule belongs to the team's guide:
   * it stands in the strip, its findings are counted, and they fail a run as ours do. But a grade can be compared with
   * that of another database only while the rules behind it are the same, so that a rule gives and takes points only
   * where the team says so.
   */
  score?: RuleScore;
  /** Its place in the conformance strip; `Structure` where left out. */
  group?: Group;
  /** `catalog` where left out. */
  evidence?: Exclude<Evidence, "rules">;
  /** What it judges, in the plural, for people: `money columns`. */
  subjects?: string;
  /** Whether decisions on it may be of kind `justified`; `false` where left out. */
  justifiable?: boolean;
  options?: D;
  /** The same check elsewhere. */
  sameAs?: readonly string[];
  /** What it leaves alone, one sentence each. */
  exempt?: readonly string[];
}

/** A rule that judges tables: each once, or what `find` names of it. */
export interface OwnTableRule<S extends Subject = Subject, D extends OptionDefinitions = OptionDefinitions>
  extends OwnMetadata<D> {
  scope?: "table";
  /** Rules on tables, ours or own, while one of which fails on a table this one says nothing of it. */
  requires?: readonly string[];
  find?(table: Relation, context: RuleContext<D>): readonly S[];
  judge(subject: S, table: Relation, context: RuleContext<D>): Judgement;
}

/** A rule about the project: judged once, or for each subject that `find` names. */
export interface OwnProjectRule<D extends OptionDefinitions = OptionDefinitions> extends OwnMetadata<D> {
  scope: "project";
  /** Days for which a person's word counts where the rule says `not assessed`; none where left out. */
  validity?: number;
  find?(context: RuleContext<D>): readonly FindingSubject[];
  judge(subject: FindingSubject, context: RuleContext<D>): Judgement;
}

/** A rule as the config holds it. */
export type OwnRule = OwnTableRule | OwnProjectRule;

/** Gives a rule of your own its types, for `ownRules` of the config. */
export function defineRule<const D extends OptionDefinitions = Record<never, never>>(rule: OwnProjectRule<D>): OwnRule;
export function defineRule<S extends Subject = Relation, const D extends OptionDefinitions = Record<never, never>>(
  rule: OwnTableRule<S, D>,
): OwnRule;
export function defineRule(rule: OwnRule): OwnRule {
  return rule;
}

const described = { description: z.string() };

const optionDefinitionSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("integer"), default: z.int(), minimum: z.int(), ...described }),
  z.strictObject({ type: z.literal("boolean"), default: z.boolean(), ...described }),
  z.strictObject({ type: z.literal("text"), default: z.string(), ...described }),
  z.strictObject({
    type: z.literal("strings"),
    default: z.array(z.string()),
    choices: z.array(z.string()).optional(),
    ...described,
  }),
  z.strictObject({
    type: z.literal("patterns"),
    default: z.array(z.string()).min(1),
    placeholders: z.array(z.string()),
    plain: z.boolean(),
    ...described,
  }),
  z.strictObject({ type: z.literal("choice"), choices: z.array(z.string()), default: z.string(), ...described }),
]);

const functionSchema = z.custom<(...given: never[]) => unknown>(
  (value) => typeof value === "function",
  "expected a function",
);

const ID = /^(?!waiver-)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** One entry of the config's `ownRules`, defaults filled in. What fits no rule of its scope is `undefined` or refused. */
export const ownRuleSchema = z
  .strictObject({
    id: z.string().regex(ID, "expected lowercase words with hyphens between them, such as table-owner"),
    scope: z.enum(["table", "project"]).default("table"),
    title: z.string().min(1, "expected a sentence"),
    why: z.string().min(1, "expected a sentence"),
    severity: severitySchema.default("medium"),
    score: ruleScoreSchema.default("none"),
    group: groupSchema.default("Structure"),
    evidence: evidenceSchema.exclude(["rules"]).default("catalog"),
    subjects: z.string().min(1).optional(),
    requires: z.array(z.string()).optional(),
    validity: z.int().min(1).optional(),
    justifiable: z.boolean().default(false),
    options: z.record(z.string(), optionDefinitionSchema).default({}),
    sameAs: z.array(z.string()).default([]),
    exempt: z.array(z.string()).default([]),
    find: functionSchema.optional(),
    judge: functionSchema,
  })
  .refine(({ scope, requires }) => scope === "table" || requires === undefined, {
    path: ["requires"],
    message: "expected only of a rule that judges tables",
  })
  .refine(({ scope, validity }) => scope === "project" || validity === undefined, {
    path: ["validity"],
    message: "expected only of a rule about the project",
  });
export type ReadOwnRule = z.output<typeof ownRuleSchema>;

const partsSchema = z.array(z.looseObject({ kind: z.string().min(1), name: z.string() }));

const judgementSchema = z.discriminatedUnion("verdict", [
  z.strictObject({ verdict: z.literal("pass"), note: sentenceSchema.optional() }),
  z.strictObject({ verdict: z.literal("n.a."), reason: sentenceSchema }),
  z.strictObject({ verdict: z.literal("not assessed"), reason: sentenceSchema }),
  z.strictObject({
    verdict: z.literal("fail"),
    message: sentenceSchema,
    facts: z.array(factSchema).optional(),
    remedy: writtenRemedySchema.optional(),
    noRemedy: z.string().optional(),
    preset: z.strictObject({ id: z.string(), reason: z.string() }).optional(),
  }),
]);

/** A failed judgement of a team's own rule, which need not offer a remedy, nor say why there is none. */
export function fail(
  message: Sentence,
  more: { facts?: Fact[]; preset?: Preset; remedy?: WrittenRemedy; noRemedy?: string } = {},
): Judgement {
  const { remedy, noRemedy, ...others } = more;
  const judgement = { verdict: "fail", message, ...others } as const;
  if (remedy !== undefined) return { ...judgement, remedy };
  return noRemedy === undefined ? judgement : { ...judgement, noRemedy };
}

/** What is wrong with what `find` of an own rule gave; `null` for nothing. */
export function faultOfFound(found: unknown, scope: "table" | "project"): string | null {
  return faultOf(scope === "table" ? partsSchema : z.array(subjectSchema), found);
}

/** What is wrong with what `judge` of an own rule gave; `null` for nothing. */
export function faultOfJudgement(judgement: unknown): string | null {
  return faultOf(judgementSchema, judgement);
}

function faultOf(schema: z.ZodType, given: unknown): string | null {
  const [issue] = schema.safeParse(given).error?.issues ?? [];
  if (issue === undefined) return null;
  const path = issue.path.join(".");
  return path === "" ? issue.message : `${path}: ${issue.message}`;
}
