/** What the reports on a plan are made of. */
import type { Plan } from "../../../model/plan.ts";
import type { Sentence } from "../../../model/sentence.ts";
import type { SameSource, Style } from "../report.ts";

export interface PlanReport {
  plan: Plan;
  /** For people: the config's title or what was read. */
  title: string;
  /** How the schema names things, where that is not how the guide does; else `null`. */
  house: Sentence | null;
  sameSource: SameSource;
  style: Style;
}
