/** What a rule is: metadata, and pure functions over the catalog that name what is judged and judge it. */
import type { Catalog } from "./catalog.ts";
import type { CatalogLookup } from "./lookup.ts";
import type { Relation } from "./relation.ts";
import type { Remedy, WrittenRemedy } from "./remedy.ts";
import type { FindingSubject } from "./scorecard.ts";
import type { SecurityConfig } from "./security-config.ts";
import type { Sentence } from "./sentence.ts";
import type { Evidence, Fact, Group, Profile, RuleScore, Severity } from "./verdict.ts";

/** One setting of a rule, as data: typed, validated where the config is read, and shown on the rule's page. */
export type OptionDefinition =
  | { type: "integer"; default: number; minimum: number; description: string }
  | { type: "boolean"; default: boolean; description: string }
  | { type: "text"; default: string; description: string }
  | StringsDefinition
  | { type: "choice"; choices: readonly string[]; default: string; description: string }
  | PatternsDefinition;

/** A list of texts: of any, or of those that `choices` names. */
export interface StringsDefinition {
  type: "strings";
  default: readonly string[];
  /** What the list may hold, where that is not up to the user. */
  choices?: readonly string[] | undefined;
  description: string;
}

/**
 * Names with placeholders, `idx_{table}_{columns}`: the first is what names are asked to be, the others pass too. In a
 * config one alone may stand without a list.
 */
export interface PatternsDefinition {
  type: "patterns";
  default: readonly string[];
  /** What may stand in braces. */
  placeholders: readonly string[];
  /** Whether a name may be the same for all, without a placeholder. */
  plain: boolean;
  description: string;
}

export type OptionDefinitions = Record<string, OptionDefinition>;

/** The values of a rule's options, defaults filled in. */
export type OptionValues<D extends OptionDefinitions> = {
  readonly [K in keyof D]: D[K] extends { type: "integer" }
    ? number
    : D[K] extends { type: "boolean" }
      ? boolean
      : D[K] extends { type: "text" }
        ? string
        : D[K] extends { type: "choice"; choices: readonly (infer C)[] }
          ? C
          : readonly string[];
};

/** What is known of a rule without running it. */
export interface RuleMetadata<D extends OptionDefinitions = OptionDefinitions> {
  /** Kebab-case, a noun; names the file, the page and the waiver. Permanent. */
  id: string;
  /** The guide's section and statement, for example `2.5`; `extended` for a rule that is not in the guide. */
  statement: string;
  /** What holds when the rule is met, in our own words, one sentence: shown as the rule page's lead. */
  title: string;
  /** One sentence on why it matters, shown under each finding. */
  why: string;
  severity: Severity;
  score: RuleScore;
  group: Group;
  profile: Profile;
  evidence: Evidence;
  /** Kind of the things it judges, in the plural, for people: `foreign keys`. */
  subjects: string;
  /** A rule whose prerequisite failed, is excused or was not assessed is n.a. */
  requires: readonly string[];
  /** The guide itself has an escape ("only when justified"): decisions on it may be of kind `justified`. */
  justifiable: boolean;
  options: D;
  /** The same check elsewhere: `splinter 0001`. */
  sameAs: readonly string[];
  /** What it leaves alone, one sentence each, shown on its page. */
  exempt: readonly string[];
}

/** What a rule says of one subject. */
export type Judgement =
  | { verdict: "pass"; note?: Sentence }
  | { verdict: "n.a."; reason: Sentence }
  | { verdict: "not assessed"; reason: Sentence }
  | ({ verdict: "fail"; message: Sentence; facts?: Fact[]; preset?: Preset } & Partial<Mending>);

/** What mends a failure, or why no SQL is offered for it: a clause without a stop, to go on from "No SQL:". */
export type Mending =
  | { remedy: Remedy | WrittenRemedy; noRemedy?: undefined }
  | { noRemedy: string; remedy?: undefined };

/**
 * An exception that a rule brings along: a case in which nobody doubts that the guide's own escape ("only when
 * justified") applies. What fails is justified then, unless somebody has decided on it in words of their own.
 */
export interface Preset {
  /** Kebab-case; one of the rule's option `presets`. */
  id: string;
  /** Why it is justified, one sentence without a stop. */
  reason: string;
}

/** Anything of the catalog that a rule can judge: the relation itself, its columns, constraints or indexes. */
export interface Subject {
  kind: string;
  name: string;
}

export interface RuleContext<D extends OptionDefinitions = OptionDefinitions> {
  catalog: Catalog;
  lookup: CatalogLookup;
  /** The user's own tables, those that table rules judge, sorted by schema and name. */
  tables: readonly Relation[];
  /** ISO date or timestamp that ages are judged at; `null`: not known, then they are not assessed. */
  asOf: string | null;
  /** What the config says of roles and tenants. */
  security: SecurityConfig;
  /** What the migrations make, where the catalog is a server's and both were read; else `null`. */
  migrated: Catalog | null;
  /** Tables with an exception that the guide itself allows (`justified`), whoever wrote it down: their object keys. */
  justified: ReadonlySet<string>;
  /** Tables that a design note is about, or decides on: their object keys. */
  noted: ReadonlySet<string>;
  options: OptionValues<D>;
  /** What the team asks indexes to be called, `idx_{table}_{columns}`: so is an index that a remedy makes. */
  indexPattern: string;
  /** Words that are the same in singular and plural, besides the built-in list; from the config. */
  uncountable: ReadonlySet<string>;
}

/**
 * A rule that judges tables. `subjects` names what is judged (none: n.a.), `judge` judges each. Called only with
 * user tables: ordinary and partitioned, no partitions, no extension members, no tool tables, nothing excluded.
 */
export interface TableRule<S extends Subject = Subject, D extends OptionDefinitions = OptionDefinitions>
  extends RuleMetadata<D> {
  scope: "table";
  find(table: Relation, context: RuleContext<D>): S[];
  judge(subject: S, table: Relation, context: RuleContext<D>): Judgement;
}

/** The whole project as a subject. */
export const PROJECT: Readonly<FindingSubject> = { schema: null, relation: null, kind: "project", name: "project" };

/**
 * A rule about the project: the server, its roles, the migrations, or what only people know. It fails where one
 * subject fails; where one is not assessed it is not assessed as a whole, since green must not mean "not looked at",
 * and then a person may vouch for it in a design note's `attests`.
 *
 * A subject outside every schema has `schema` and `relation` null (`{ kind: "role", name: "app" }`), one inside a
 * schema that is no relation has only `relation` null (a function, its name with its identity arguments).
 */
export interface ProjectRule<D extends OptionDefinitions = OptionDefinitions> extends RuleMetadata<D> {
  scope: "project";
  requires: readonly [];
  /** Days for which a person's word counts; `null`: nobody's word can stand for the evidence. */
  validity: number | null;
  find(context: RuleContext<D>): FindingSubject[];
  judge(subject: FindingSubject, context: RuleContext<D>): Judgement;
  /**
   * Of a rule that finds nothing itself: says, once all others have judged, what they came to, as the reason of its
   * verdict n.a. Told of every section of the guide that has rules in force.
   */
  sumUp?(sections: readonly SectionShare[]): Sentence;
}

/** How far a section of the guide is kept. */
export interface SectionShare {
  number: number;
  /** Of 100 points of its rules those that are met, rounded down; `null` where nothing was judged. */
  share: number | null;
}

export type Rule = TableRule | ProjectRule;

/** Gives a rule its types. The result is usable as a plain `Rule`. */
export function defineTableRule<S extends Subject, const D extends OptionDefinitions>(
  rule: Omit<TableRule<S, D>, "scope">,
): TableRule {
  return { ...rule, scope: "table" } as unknown as TableRule;
}

/** Gives a rule about the project its types. */
export function defineProjectRule<const D extends OptionDefinitions>(
  rule: Omit<ProjectRule<D>, "scope" | "requires">,
): ProjectRule {
  return { ...rule, scope: "project", requires: [] } as unknown as ProjectRule;
}

/** Gives a rule that only a person can vouch for its types. */
export function defineAttestedRule(
  rule: Omit<
    ProjectRule<Record<never, never>>,
    "scope" | "requires" | "evidence" | "subjects" | "options" | "find" | "judge"
  > & {
    validity: number;
  },
): ProjectRule {
  return defineProjectRule({
    ...rule,
    evidence: "attestation",
    subjects: "projects",
    options: {},
    find: () => [PROJECT],
    judge: () => notAssessed(["no design note attests it"]),
  });
}

/** Gives a rule that only sums up what others came to its types: it has no finding and no points, so that nothing counts twice. */
export function defineSummaryRule(
  rule: Pick<RuleMetadata, "id" | "statement" | "title" | "why" | "group" | "sameAs" | "exempt"> &
    Required<Pick<ProjectRule, "sumUp">>,
): ProjectRule {
  return defineProjectRule({
    ...rule,
    severity: "info",
    score: "none",
    profile: "guide",
    evidence: "rules",
    subjects: "sections of the guide",
    justifiable: false,
    options: {},
    validity: null,
    find: () => [],
    judge: () => notApplicable(["it sums up what others judge"]),
  });
}

export const pass: Judgement = { verdict: "pass" };

/** A failed judgement, with a remedy or with the reason why there is none. */
export function fail(message: Sentence, more: { facts?: Fact[]; preset?: Preset } & Mending): Judgement {
  return { verdict: "fail", message, ...more };
}

/** The subject has nothing to be judged. */
export function notApplicable(reason: Sentence): Judgement {
  return { verdict: "n.a.", reason };
}

/** It cannot be known from what was read. */
export function notAssessed(reason: Sentence): Judgement {
  return { verdict: "not assessed", reason };
}
