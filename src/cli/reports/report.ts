/** What every report is made from. Reports are pure: text from data, once per medium. */
import type { Catalog } from "../../model/catalog.ts";
import type { Config } from "../../model/config.ts";
import { quoteQualified } from "../../model/names.ts";
import type { AppliedRule, Finding, Scorecard } from "../../model/scorecard.ts";
import type { Sentence } from "../../model/sentence.ts";
import { toLevel } from "../../model/verdict.ts";
import { type Baseline, isNew } from "../../score/baseline.ts";

/** Where the step that made an object stands. */
export interface Place {
  /** Relative to the repository, with `/`. */
  file: string;
  /** 1-based; 1 where the line is not known. */
  line: number;
}

/** Whether a report for people goes by rule, which is by decision, or by table. */
export const ORDERS = ["rule", "table"] as const;
export type Order = (typeof ORDERS)[number];

export interface Report {
  catalog: Catalog;
  scorecard: Scorecard;
  /** For people: the config's title or what was read. */
  title: string;
  /** Cartulary's own version. */
  version: string;
  /** `null` where none was asked for: then every finding is heard. */
  baseline: Baseline | null;
  /** What findings are put together by, in the formats for people. */
  by: Order;
  /** How the schema names things, where that is not how the guide does; else `null`. */
  house: Sentence | null;
  /** How many relations the config leaves out of judging. */
  excluded: number;
  /** Rules to which the config gives a severity. */
  weighed: ReadonlySet<string>;
  /** The migration that made the finding's object; `null` where that is not known. */
  placeOf(finding: Finding): Place | null;
  /** The file or folder that was read, relative to the repository; `null` for a server. */
  sourcePath: string | null;
  /** How another command is told to read the same; empty where config or environment say it. */
  sameSource: SameSource;
  /** Whether there is no baseline yet, so that a team has still to start. */
  isFirst: boolean;
  /** Where the site is served, with a `/` at its end, for links to rule pages; `null` where the config says nothing. */
  siteUrl: string | null;
  /** The Markdown of rule pages by rule id; a rule may have none. */
  rulePages: ReadonlyMap<string, string>;
  /** For terminals: whether colours are shown, and columns to a line. */
  style: Style;
}

/** To follow a command's name. */
export interface SameSource {
  /** For commands that take the source as an argument: ` db --config a.json`. */
  argument: string;
  /** For those that take it as an option: ` --source db --config a.json`. */
  option: string;
}

export interface Style {
  colour: boolean;
  width: number;
}

/** One file a format: the report's text, in pieces. */
export type Reporter = (report: Report) => Iterable<string>;

/** Whether it fails, excused findings apart. */
export function isOpen(finding: Finding): boolean {
  return finding.verdict === "fail" || finding.verdict === "stale";
}

/** Whether a finding is for people to act on: it fails, and no baseline holds it. */
export function isHeard({ baseline }: Pick<Report, "baseline">, finding: Finding): boolean {
  return baseline === null ? isOpen(finding) : isNew(finding, baseline);
}

/** The rules to which a config gives a severity: the team has thought about how much they matter. */
export function weighedRules({ rules }: Pick<Config, "rules">): ReadonlySet<string> {
  return new Set(Object.entries(rules).flatMap(([id, { severity }]) => (severity === undefined ? [] : [id])));
}

/**
 * Whether a finding may fail a run. What is beyond the guide, and was not asked for, may not: a new version of ours
 * with a rule more would break everybody's builds.
 */
export function isWeighed({ scorecard, weighed }: Pick<Report, "scorecard" | "weighed">, { rule }: Finding): boolean {
  return findRule(scorecard, rule)?.profile !== "extended" || weighed.has(rule);
}

/** Relations by `toKey`; the project and what belongs to no table under the empty key. */
export function groupByTable(findings: readonly Finding[]): Map<string, Finding[]> {
  return Map.groupBy(findings, ({ subject: { schema, relation } }) =>
    schema === null || relation === null ? "" : quoteQualified(schema, relation),
  );
}

/** What is known of a finding's rule; a fault in a waiver belongs to no rule of the guide. */
export function findRule(scorecard: Pick<Scorecard, "rules">, id: string): AppliedRule | null {
  return scorecard.rules.find((rule) => rule.id === id) ?? null;
}

/** Findings by level. */
export interface Tally {
  error: number;
  warning: number;
  information: number;
}

export function buildTally(findings: readonly Finding[]): Tally {
  const tally: Tally = { error: 0, warning: 0, information: 0 };
  for (const finding of findings) tally[toLevel(finding.severity)] += 1;
  return tally;
}
