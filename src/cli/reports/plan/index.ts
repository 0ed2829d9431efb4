/** Every form of the plan by its name, as `--format` takes it. */
import { planJson } from "./json.ts";
import { planMarkdown } from "./markdown.ts";
import type { PlanReport } from "./plan-report.ts";
import { planText } from "./text.ts";

export const planReporters = {
  text: planText,
  json: planJson,
  markdown: planMarkdown,
} satisfies Record<string, (report: PlanReport) => Iterable<string>>;

export type PlanFormat = keyof typeof planReporters;
