/** What to do after a report: the shortest way to a better score, and the commands that tell more. */
import pc from "picocolors";
import { quoteQualified } from "../../model/names.ts";
import type { Plan } from "../../model/plan.ts";
import type { Finding } from "../../model/scorecard.ts";
import { buildPlan } from "../../score/plan/index.ts";
import { worstFirst } from "./in-words.ts";
import { formatLead } from "./plan/words.ts";
import type { Report } from "./report.ts";
import { toShellWord } from "./shell-word.ts";
import { behind, indented, padded, widest } from "./terminal.ts";

export function formatNextLines(report: Report, heard: readonly Finding[]): string[] {
  const { scorecard, style } = report;
  const { bold, dim } = pc.createColors(style.colour);
  if (heard.length === 0) return [scorecard.relations.length === 0 ? "There is no table to mark." : "Nothing to mend."];
  const plan = buildPlan(scorecard);
  const commands = listCommands(report, heard, plan);
  const wide = widest(commands.map(([command]) => command));
  const route = report.baseline === null ? formatLead(plan) : null;
  return [
    bold("Next"),
    ...(route === null ? [] : indented(`${route}: ${plan.route.map(({ rule }) => rule).join(", ")}`, 2, style.width)),
    ...commands.flatMap(([command, what]) => behind(`  ${bold(padded(command, wide))}  `, dim(what), style.width)),
  ];
}

function listCommands(
  { scorecard, sameSource, by, baseline, isFirst }: Report,
  heard: readonly Finding[],
  { steps }: Plan,
): [command: string, what: string][] {
  const rules = new Set(heard.map(({ rule }) => rule));
  const asked = steps.filter(({ rule }) => rules.has(rule));
  const withSql = asked.find(({ cost }) => cost.withSql > 0);
  const worst = worstFirst(scorecard.relations).find((relation) =>
    heard.some(({ subject }) => subject.schema === relation.schema && subject.relation === relation.name),
  );
  const { argument, option } = sameSource;
  const commands: [command: string, what: string][] = [];
  if (baseline === null && asked.length > 0) {
    commands.push([`cartulary plan${argument}`, "what to mend in which order, and what it costs"]);
  }
  commands.push([`cartulary explain ${asked[0]?.rule ?? heard[0]?.rule}`, "why, how to fix it, when to waive it"]);
  if (withSql !== undefined) {
    commands.push([`cartulary fix${argument} --rule ${withSql.rule}`, "the SQL that mends it, proven first"]);
  }
  if (by === "table" && worst !== undefined) {
    const table = toShellWord(quoteQualified(worst.schema, worst.name));
    commands.push([`cartulary explain ${table}${option}`, "its marks, and what would raise them most"]);
  }
  if (isFirst) {
    commands.push([`cartulary score${argument} --update-baseline`, "to start: take all of this as known"]);
    commands.push([`cartulary score${argument} --fail-on new`, "from then on: fail only on what is new"]);
  }
  return commands;
}
