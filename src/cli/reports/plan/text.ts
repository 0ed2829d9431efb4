/** The plan for a terminal: the way to the goal, every rule by what it gives, and the same by kind of work. */
import pc from "picocolors";
import type { PlanStep } from "../../../model/plan.ts";
import { count } from "../../../model/sentence.ts";
import { formatRiseText } from "../../../score/arithmetic.ts";
import { printable } from "../printable.ts";
import { behind, indented, padded, toTerminalText, widest, wrap } from "../terminal.ts";
import type { PlanReport } from "./plan-report.ts";
import { describeCost, formatGain, formatLead, formatRated } from "./words.ts";

export function* planText(report: PlanReport): Iterable<string> {
  const { plan, title, style } = report;
  const { bold } = pc.createColors(style.colour);
  const lead = formatLead(plan);
  yield `${bold(printable(title))}  ${lead === null ? "no rule that counts for tables fails" : lead}\n`;
  if (plan.steps.length === 0) return;
  yield* formatRoute(report);
  const routed = new Set(plan.route.map(({ rule }) => rule));
  const others = plan.steps.filter(({ rule }) => !routed.has(rule));
  if (others.length > 0) yield `\n${[bold("Then"), ...formatSteps(others, report)].join("\n")}\n`;
  yield* formatBundles(report);
  if (report.house !== null)
    yield `\n${wrap(toTerminalText(report.house, pc.createColors(style.colour)), style.width).join("\n")}\n`;
  yield `\n${formatCommands(report).join("\n")}\n`;
}

function* formatRoute({ plan, style }: PlanReport): Iterable<string> {
  const { bold, dim } = pc.createColors(style.colour);
  const steps = new Map(plan.steps.map((step) => [step.rule, step]));
  const lines = plan.route.flatMap(({ rule, after }, place) => {
    const step = steps.get(rule) as PlanStep;
    const lead = `  ${place + 1}. ${padded(formatGain(step), GAIN)}  `;
    const unblocks = step.unblocks.map((each) => each.rule).join(", ");
    const below = [...describeCost(step.cost), ...(unblocks === "" ? [] : [`counts as met with it: ${unblocks}`])];
    return [
      ...behind(lead, `${bold(step.work)}, ${rule}: ${formatRated(after)}`, style.width),
      ...(below.length === 0 ? [] : indented(below.join("; "), lead.length, style.width).map(dim)),
    ];
  });
  if (lines.length > 0) yield `\n${lines.join("\n")}\n`;
}

/** Columns of a gain. */
const GAIN = 5;

function formatSteps(steps: readonly PlanStep[], { style }: Pick<PlanReport, "style">): string[] {
  const { dim } = pc.createColors(style.colour);
  const gains = steps.map(formatGain);
  const wide = Math.max(GAIN + 3, widest(gains));
  return steps.flatMap((step, place) => {
    const cost = describeCost(step.cost);
    const text = `${step.work}, ${step.rule}`;
    return behind(
      `  ${padded(gains[place] as string, wide)}  `,
      cost.length === 0 ? text : `${text} ${dim(`(${cost.join("; ")})`)}`,
      style.width,
    );
  });
}

function* formatBundles({ plan, style }: PlanReport): Iterable<string> {
  if (plan.bundles.length < 2) return;
  const { bold } = pc.createColors(style.colour);
  const wide = widest(plan.bundles.map(({ bundle }) => bundle));
  const lines = plan.bundles.flatMap(({ bundle, rules, findings, rise, after }) => {
    const lead = `  ${padded(formatRiseText(rise), GAIN + 3)}  ${padded(bundle, wide)}  `;
    return behind(
      lead,
      `${count(rules.length, "rule")}, ${count(findings, "finding")}: ${formatRated(after)}`,
      style.width,
    );
  });
  yield `\n${[bold("By kind of work, each after those above it"), ...lines].join("\n")}\n`;
}

/** How to go on with the first step, and with the plan as a whole. */
function formatCommands({ plan, sameSource: { argument }, style }: PlanReport): string[] {
  const { bold, dim } = pc.createColors(style.colour);
  const withSql = plan.steps.find(({ cost }) => cost.withSql > 0);
  const commands: [command: string, what: string][] = [
    ...(withSql === undefined
      ? []
      : [[`cartulary fix${argument} --rule ${withSql.rule}`, "the SQL of one rule, proven first"] as [string, string]]),
    [`cartulary plan${argument} --format markdown`, "the same as an issue"],
  ];
  const wide = widest(commands.map(([command]) => command));
  return commands.flatMap(([command, what]) => behind(`  ${bold(padded(command, wide))}  `, dim(what), style.width));
}
