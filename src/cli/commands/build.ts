/** `cartulary build`: the whole way from a source to a site. */
import { join } from "node:path";
import { checkOutputFolder } from "../output-folder/index.ts";
import { judge, readSetup, readSource } from "../project/index.ts";
import { reportOmissions } from "../project/omissions.ts";
import type { SourceOptions } from "../project/source-options.ts";
import { formatSummary } from "../reports/summary.ts";
import { buildSite } from "../site/build-site.ts";
import { loadSite } from "../site/load-site.ts";
import { hasColours, print } from "../terminal/output.ts";
import { Progress } from "../terminal/progress.ts";

export interface BuildOptions extends SourceOptions {
  out: string;
}

/** Returns the exit code. Where part of the schema is missing the site is built, says so, and the code is 3. */
export async function build(source: string | undefined, options: BuildOptions): Promise<number> {
  const progress = new Progress({ quiet: options.quiet === true });
  await checkOutputFolder(options.out);
  const setup = await readSetup(source, options);
  const read = await readSource(setup, options, progress);
  const exitCode = reportOmissions(read, options.allowOmissions === true, progress);
  const judged = await judge(setup, read, progress);
  const warn = (text: string) => progress.warn(text);
  const files = await progress.stage("Building the site", async (tell) =>
    buildSite(await loadSite(setup, judged, warn), options.out, { tell, warn }),
  );
  print(
    formatSummary(judged.scorecard, {
      title: setup.config.title ?? judged.catalog.source.name,
      stages: progress.stages,
      files,
      path: join(options.out, "index.html"),
      colour: hasColours(process.stdout),
    }),
  );
  return exitCode;
}
