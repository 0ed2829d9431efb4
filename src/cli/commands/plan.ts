/** `cartulary plan`: what to mend in which order, what it gives and what it costs. */
import { sayHouseStyle } from "../../score/house-style.ts";
import { buildPlan } from "../../score/plan/index.ts";
import { checkOutput, writeOutput } from "../files/output-file.ts";
import { judge, readSetup, readSource } from "../project/index.ts";
import { reportOmissions } from "../project/omissions.ts";
import { formatSameSource } from "../project/same-source.ts";
import type { SourceOptions } from "../project/source-options.ts";
import { type PlanFormat, planReporters } from "../reports/plan/index.ts";
import { Progress } from "../terminal/progress.ts";
import { buildStyle } from "../terminal/style.ts";

export interface PlanOptions extends SourceOptions {
  format: PlanFormat;
  out?: string;
  /** The score of tables to lead to; an A where left out. */
  goal?: number;
}

/** Returns the exit code. */
export async function plan(source: string | undefined, options: PlanOptions): Promise<number> {
  const out = await checkOutput(options.out ?? "-");
  const progress = new Progress({ quiet: options.quiet === true });
  const setup = await readSetup(source, options);
  const read = await readSource(setup, options, progress);
  const { catalog, scorecard } = await judge(setup, read, progress);
  const report = {
    plan: buildPlan(scorecard, options.goal),
    title: setup.config.title ?? catalog.source.name,
    house: sayHouseStyle(catalog, setup.config),
    sameSource: formatSameSource(source, options),
    style: buildStyle(out),
  };
  await writeOutput(out, planReporters[options.format](report));
  return reportOmissions(read, options.allowOmissions === true, progress);
}
