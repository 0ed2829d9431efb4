/** `cartulary explain`: a rule, a table or a part of one, in the terminal. */
import { pagePathOf } from "../../model/config.ts";
import { type ObjectKey, parseObjectKey, quoteQualified, toObjectKey } from "../../model/names.ts";
import { nearest } from "../../model/nearest.ts";
import type { Relation } from "../../model/relation.ts";
import type { Rule } from "../../model/rule.ts";
import type { Scorecard } from "../../model/scorecard.ts";
import { UserError } from "../../model/user-error.ts";
import { buildRulesInForce } from "../../score/applied-rules.ts";
import { buildReasonNotJudged } from "../../score/judged-tables.ts";
import { writeOutput } from "../files/output-file.ts";
import {
  type Configured,
  type Judged,
  judge,
  loadRules,
  readConfigured,
  readSource,
  withSource,
} from "../project/index.ts";
import { reportOmissions } from "../project/omissions.ts";
import { findRulePages, readPageTexts } from "../project/rule-pages.ts";
import type { SourceOptions } from "../project/source-options.ts";
import { formatPartText } from "../reports/part-text.ts";
import type { Style } from "../reports/report.ts";
import { formatRuleText } from "../reports/rule-text.ts";
import { formatTableText } from "../reports/table-text.ts";
import { Progress } from "../terminal/progress.ts";
import { buildStyle } from "../terminal/style.ts";

export interface ExplainOptions extends SourceOptions {
  source?: string;
}

type Asked = { rule: string } | { key: ObjectKey; word: string };

/**
 * Returns the exit code. Tables need a source. For rules alone nothing is read, but for those that sum up what others
 * say: where the command or the config names a source, they say it of that.
 */
export async function explain(words: readonly string[], options: ExplainOptions): Promise<number> {
  const configured = await readConfigured(options.source, options);
  const rules = await loadRules(configured);
  const asked = words.flatMap((word) => parseAsked(word, rules));
  const ruleIds = asked.flatMap((each) => ("rule" in each ? [each.rule] : []));
  const sumsUp = rules.some(({ id, evidence }) => evidence === "rules" && ruleIds.includes(id));
  const named = options.source !== undefined || configured.config.source !== undefined;
  const read = ruleIds.length < asked.length || (sumsUp && named) ? await readJudged(configured, options) : null;
  const ruleTexts =
    ruleIds.length === 0
      ? new Map<string, string>()
      : await explainRules(ruleIds, rules, configured, { ...options, scorecard: read?.judged.scorecard ?? null });
  const texts = asked.map((each) =>
    "rule" in each ? (ruleTexts.get(each.rule) as string) : (read as Read).explain(each.key, each.word),
  );
  await writeOutput("-", [texts.join("\n")]);
  return read?.exitCode ?? 0;
}

/** A rule, every rule of a statement of the guide (`2.3`), or a table or a part of one. */
function parseAsked(word: string, rules: readonly Rule[]): Asked[] {
  if (rules.some((rule) => rule.id === word)) return [{ rule: word }];
  if (/^\d+(\.\d+)?$/.test(word)) return listRulesOf(word, rules).map((rule) => ({ rule }));
  const key = parseObjectKey(word);
  if (key !== null) return [{ key, word }];
  const near = nearest(
    word,
    rules.map((rule) => rule.id),
  );
  throw new UserError(`There is no rule ${word}.`, {
    hint: `${near === null ? "" : `Is ${near} meant? `}A table is written with its schema: public.orders.`,
  });
}

/** `2` is all of the section. @throws UserError where no rule is of the statement */
function listRulesOf(statement: string, rules: readonly Rule[]): string[] {
  const isOf = (rule: Rule) => rule.statement === statement || rule.statement.startsWith(`${statement}.`);
  const ids = rules.filter(isOf).map(({ id }) => id);
  if (ids.length > 0) return ids;
  const section = `${statement.split(".")[0]}.`;
  const others = new Set(rules.map((rule) => rule.statement).filter((each) => each.startsWith(section)));
  throw new UserError(`No rule judges statement ${statement} of the guide.`, {
    hint: others.size === 0 ? "Its sections 1 to 9 have rules." : `Rules judge ${[...others].sort().join(", ")}.`,
  });
}

/** The rules as the config applies them, by id; `scorecard` is `null` where no source was read. */
async function explainRules(
  ids: readonly string[],
  rules: readonly Rule[],
  configured: Configured,
  { scorecard, ...options }: ExplainOptions & { scorecard: Scorecard | null },
): Promise<Map<string, string>> {
  const { config } = configured;
  const inForce = new Map(buildRulesInForce(rules, config).map(({ applied }) => [applied.id, applied]));
  // A rule that is turned off is explained as it comes.
  const asComes = new Map(buildRulesInForce(rules, { rules: {} }).map(({ applied }) => [applied.id, applied]));
  const progress = new Progress({ quiet: options.quiet === true });
  const pages = readPageTexts(await findRulePages(configured, rules, (text) => progress.warn(text)));
  const style = buildStyle();
  return new Map(
    ids.map((id) => {
      const applied = inForce.get(id) ?? asComes.get(id);
      if (applied === undefined) throw new Error(`rule ${id} is not in the registry`);
      const result = applied.evidence === "rules" ? scorecard?.project.find(({ rule }) => rule === id) : undefined;
      const text = formatRuleText(applied, pages.get(id) ?? null, style, result?.reason);
      const unwritten = applied.profile === "own" && !pages.has(id);
      const more = [
        ...(unwritten ? [`Its page is yours to write: ${pagePathOf(config, id)}, beside the config.`] : []),
        ...(inForce.has(id) ? [] : ["The config turns this rule off."]),
      ];
      return [id, [text, ...more.map((line) => `${line}\n`)].join("\n")];
    }),
  );
}

/** A source that was read and judged, for as much as is asked of it. */
interface Read {
  judged: Judged;
  explain: (key: ObjectKey, word: string) => string;
  exitCode: number;
}

async function readJudged(configured: Configured, options: ExplainOptions): Promise<Read> {
  const progress = new Progress({ quiet: options.quiet === true });
  const setup = withSource(configured, options.source, options);
  const read = await readSource(setup, options, progress);
  const exitCode = reportOmissions(read, options.allowOmissions === true, progress);
  const judged = await judge(setup, read, progress);
  const reasonOf = buildReasonNotJudged(setup.config);
  const style = buildStyle();
  return { judged, explain: (key, word) => formatText(judged, key, word, { style, reasonOf }), exitCode };
}

function formatText(
  { catalog, scorecard }: Judged,
  { schema, relation: name, part }: ObjectKey,
  word: string,
  { style, reasonOf }: { style: Style; reasonOf: (relation: Relation) => string | null },
): string {
  const relation = catalog.relations.find((each) => each.schema === schema && each.name === name);
  if (relation === undefined) {
    const known = catalog.relations.map((each) => quoteQualified(each.schema, each.name));
    throw unknown("relation", quoteQualified(schema, name), known);
  }
  const score = scorecard.relations.find((each) => each.schema === schema && each.name === name);
  if (score === undefined) return `${quoteQualified(schema, name)} is not judged: it is ${reasonOf(relation)}.\n`;
  if (part === null) return formatTableText(relation, score, scorecard, style);
  const parts = part.column ? relation.columns : [...relation.constraints, ...relation.indexes];
  const found = parts.find((each) => each.name === part.name);
  if (found !== undefined) return formatPartText(relation, found, scorecard, style);
  const known = parts.map((each) => toObjectKey(schema, name, each));
  throw unknown(part.column ? "column" : "constraint or index", word, known);
}

function unknown(what: string, word: string, known: readonly string[]): UserError {
  const near = nearest(word, known);
  return new UserError(`There is no ${what} ${word}.`, {
    hint: near === null ? "Names are written as SQL writes them: public.orders." : `Is ${near} meant?`,
  });
}
