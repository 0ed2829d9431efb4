/** The plan as an issue ready to file: what to do in which order, with boxes to tick. */
import { quoteQualified } from "../../../model/names.ts";
import type { PlanStep } from "../../../model/plan.ts";
import { formatMarkdown, formatMarkdownText, toCodeSpan } from "../markdown-escape.ts";
import type { PlanReport } from "./plan-report.ts";
import { describeCost, formatGain, formatLead, formatRated } from "./words.ts";

/** Tables listed of one rule; an issue holds 65,536 characters. */
const MOST_PLACES = 20;

export function* planMarkdown({ plan, title, house, sameSource }: PlanReport): Iterable<string> {
  const lead = formatLead(plan);
  yield `## ${formatMarkdownText(title)}: ${lead ?? "no rule that counts for tables fails"}\n`;
  if (house !== null) yield `\n${formatMarkdown(house)}\n`;
  const steps = new Map(plan.steps.map((step) => [step.rule, step]));
  const routed = new Set(plan.route.map(({ rule }) => rule));
  for (const { rule, after } of plan.route) {
    const step = steps.get(rule) as PlanStep;
    yield `\n- [ ] **${sayWork(step)}** (${toCodeSpan(rule)}), ${formatGain(step)}: ${formatRated(after)}\n`;
    for (const phrase of describeCost(step.cost)) yield `  - ${formatMarkdownText(phrase)}\n`;
    if (step.unblocks.length > 0) {
      yield `  - counts as met with it: ${step.unblocks.map((each) => toCodeSpan(each.rule)).join(", ")}\n`;
    }
    const places = step.places.map(({ schema, relation, findings }) => {
      return `${toCodeSpan(quoteQualified(schema, relation))}${findings === 1 ? "" : ` ${findings}`}`;
    });
    const more = places.length > MOST_PLACES ? ` and ${places.length - MOST_PLACES} more` : "";
    if (places.length > 0) yield `  - ${places.slice(0, MOST_PLACES).join(", ")}${more}\n`;
    if (step.cost.withSql > 0) yield `  - ${toCodeSpan(`cartulary fix${sameSource.argument} --rule ${rule}`)}\n`;
  }
  const others = plan.steps.filter(({ rule }) => !routed.has(rule));
  if (others.length === 0) return;
  yield "\n### Then\n\n| Gives | What | Rule | Costs |\n| --: | :-- | :-- | :-- |\n";
  for (const step of others) {
    const cost = describeCost(step.cost).map(formatMarkdownText).join("; ");
    yield `| ${formatGain(step)} | ${sayWork(step)} | ${toCodeSpan(step.rule)} | ${cost} |\n`;
  }
}

/** The work, as a sentence begins. */
function sayWork({ work }: PlanStep): string {
  return formatMarkdownText(work.charAt(0).toUpperCase() + work.slice(1));
}
