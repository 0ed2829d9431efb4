/** The plan as data; its JSON Schema comes with the package. */
import { formatJson } from "../../../model/json-text.ts";
import type { PlanReport } from "./plan-report.ts";

export function* planJson({ plan }: Pick<PlanReport, "plan">): Iterable<string> {
  yield `${formatJson(plan, 2)}\n`;
}
