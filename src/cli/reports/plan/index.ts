/** Every form of the plan by its name, as `--format` takes it. */
import type { Plan } from "../../../model/plan.ts";
import type { Sentence } from "../../../model/sentence.ts";
import type { SameSource, Style } from "../report.ts";
import { planJson } from "./json.ts";
import { planMarkdown } from "./markdown.ts";
import { planText } from "./text.ts";

export interface PlanReport {
  plan: Plan;
  /** For people: the config's title or what was read. */
  title: string;
  /** How the schema names things, where that is not how the guide does; else `null`. */
  house: Sentence | null;
  sameSource: SameSource;
  style: Style;
}

export const planReporters = {
  text: planText,
  json: planJson,
  markdown: planMarkdown,
} satisfies Record<string, (report: PlanReport) => Iterable<string>>;

export type PlanFormat = keyof typeof planReporters;
