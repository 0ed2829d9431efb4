/** Scoring: a catalog, rules and decisions in, a scorecard out. Pure: no clock, no files, same input, same bytes. */
import type { Catalog } from "../model/catalog.ts";
import type { Config } from "../model/config.ts";
import type { Attestation, Decision } from "../model/decision.ts";
import { buildLookup, type CatalogLookup } from "../model/lookup.ts";
import { compareText } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import type { ProjectRule, Rule, RuleContext, TableRule } from "../model/rule.ts";
import {
  type Finding,
  type FindingSubject,
  type RelationScore,
  SCORECARD_FORMAT_VERSION,
  type Scorecard,
} from "../model/scorecard.ts";
import type { Origin } from "../model/shared-parts.ts";
import { isMadeUp } from "../rules/naming/name-form.ts";
import { INDEX_PATTERN } from "../rules/naming/name-pattern.ts";
import { buildRulesInForce, counts, type RuleInForce } from "./applied-rules.ts";
import { toDate } from "./calendar.ts";
import { sortFindings } from "./findings.ts";
import { buildProjectCase, judgeProject } from "./judge-project.ts";
import { TableJudge } from "./judge-table.ts";
import { buildExclusion, judgedTablesOf } from "./judged-tables.ts";
import { buildMentionedTables } from "./mentioned-tables.ts";
import { buildOldMigrations } from "./old-migrations.ts";
import { add, buildScore, buildTableScore, countResults, NO_POINTS, weigh } from "./points.ts";
import { buildSummary } from "./sum-up.ts";
import { WaiverBook } from "./waiver-book.ts";
import { buildEntries, type DecisionEntry } from "./waiver-entries.ts";

export interface ScoreInput {
  rules: readonly Rule[];
  config: Config;
  /** From design notes; those of the config and of COMMENT tags are found here. */
  decisions: readonly Decision[];
  attestations: readonly Attestation[];
  /** ISO date or timestamp that ages and expiry are judged at; `null`: not known, then they are not assessed. */
  asOf: string | null;
  /** Tables that design notes are about, as SQL writes names. */
  noted?: readonly string[];
  /** What the migrations make, where the catalog is a server's. */
  migrated?: Catalog | null;
}

/**
 * Judges every user table and the project by every rule in force.
 * @throws UserError where the config names a rule or option that does not exist, or a value that is not allowed
 * @throws Error naming rule and table where a rule throws, which is a bug in the rule; UserError where it is a team's own
 */
export function buildScorecard(catalog: Catalog, input: ScoreInput): Scorecard {
  const { config } = input;
  const asOf = input.asOf === null ? null : toDate(input.asOf);
  const inForce = buildRulesInForce(input.rules, config);
  const applied = new Map(inForce.map((each) => [each.rule.id, each.applied]));
  const tables = judgedTablesOf(catalog, config);
  const excluded = buildExclusion(config);
  const entries = buildEntries(catalog, tables, input);
  const shared = { ...buildSharedContext(catalog, tables, entries, input), indexPattern: formatIndexPattern(inForce) };
  const contexts = new Map(inForce.map(({ rule, options }) => [rule.id, { ...shared, options }]));
  const cases = inForce
    .filter((each): each is RuleInForce<ProjectRule> => each.rule.scope === "project")
    .map((each) => buildProjectCase(each, contexts.get(each.rule.id) as RuleContext, excluded));
  const book = new WaiverBook({ ...input, asOf, catalog, tables, cases, entries });
  const findings: Finding[] = [];

  const tableRules = inForce.filter((each): each is RuleInForce<TableRule> => each.rule.scope === "table");
  const judge = new TableJudge(tableRules, (each) => contexts.get(each.rule.id) as RuleContext, book);
  const relations: RelationScore[] = tables.map((table) => {
    const judged = judge.judge(table);
    for (const finding of judged.findings) findings.push(finding);
    return {
      schema: table.schema,
      name: table.name,
      ...buildTableScore(judged.results, applied),
      results: judged.results,
    };
  });

  const originOf = buildOriginOf(catalog, shared.lookup);
  const settled = buildOldMigrations(catalog, config.migrationsSince);
  const judgedCases = cases.map((each) => {
    const judged = judgeProject(each, book.wordOn(each.inForce.rule.id), originOf, asOf, settled);
    findings.push(...judged.findings);
    return { rule: each.inForce.rule, result: judged.result };
  });
  const rules = inForce.map((each) => each.applied);
  const ofAll = function* () {
    for (const { results } of relations) yield* results;
    for (const { result } of judgedCases) yield result;
  };
  const counted = countResults(ofAll());
  const project = judgedCases.map(({ rule, result }) => buildSummary(rule, rules, counted) ?? result);

  const { waivers, findings: faults } = book.close();
  const total = (score: "tables" | "migrations" | "operations") =>
    buildScore(
      weigh(
        rules.filter((rule) => rule.score === score && counts(rule)),
        counted,
      ),
    );
  return {
    formatVersion: SCORECARD_FORMAT_VERSION,
    asOf,
    scores: { tables: total("tables"), migrations: total("migrations"), operations: total("operations") },
    schemas: buildSchemaScores(relations),
    relations,
    project,
    rules,
    findings: sortFindings([...findings, ...faults]),
    waivers,
  };
}

function buildSharedContext(
  catalog: Catalog,
  tables: readonly Relation[],
  entries: readonly DecisionEntry[],
  { config, asOf, noted = [], migrated = null }: ScoreInput,
): Omit<RuleContext, "options" | "indexPattern"> {
  const uncountable: ReadonlySet<string> = new Set(config.uncountable.map((word) => word.toLowerCase()));
  const { security } = config;
  const mentioned = buildMentionedTables(tables, entries, noted);
  return { catalog, lookup: buildLookup(catalog), tables, asOf, security, migrated, ...mentioned, uncountable };
}

/** What the rule on the names of indexes asks them to be called; the guide's pattern where it is turned off. */
function formatIndexPattern(inForce: readonly RuleInForce[]): string {
  const asked = inForce.find(({ rule }) => rule.id === "name-index")?.options.pattern;
  const written = Array.isArray(asked) ? asked.find((pattern) => !isMadeUp(pattern)) : undefined;
  return typeof written === "string" ? written : INDEX_PATTERN;
}

/** The steps behind what a rule about the project judges: a migration's own, or those of the relation. */
function buildOriginOf(catalog: Catalog, lookup: CatalogLookup): (subject: FindingSubject) => Origin | null {
  const versions = new Set(catalog.history.map(({ version }) => version));
  return ({ schema, relation, kind, name }) => {
    if (kind === "migration") return versions.has(name) ? { created: name, changed: [] } : null;
    return schema === null || relation === null ? null : (lookup.relation(schema, relation)?.origin ?? null);
  };
}

/** The same formula over the points of all tables of a schema. */
function buildSchemaScores(relations: readonly RelationScore[]): Scorecard["schemas"] {
  const bySchema = new Map<string, RelationScore["points"]>();
  for (const { schema, points } of relations) bySchema.set(schema, add(bySchema.get(schema) ?? NO_POINTS, points));
  return [...bySchema].sort(([a], [b]) => compareText(a, b)).map(([name, points]) => ({ name, ...buildScore(points) }));
}
