/** `cartulary score`: every table marked against the guide. */
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { findRepository } from "../../files/bounds.ts";
import type { Catalog } from "../../model/catalog.ts";
import type { Scorecard } from "../../model/scorecard.ts";
import { sayHouseStyle } from "../../score/house-style.ts";
import { buildExclusion } from "../../score/judged-tables.ts";
import { describeFailure, type FailOn } from "../fail-on.ts";
import { checkOutput, writeOutput } from "../files/output-file.ts";
import { readVersion } from "../package-root.ts";
import { baselinePathOf, checkBaselineOutput, readBaseline, updateBaseline } from "../project/baseline-file.ts";
import { judge, loadRules, readSetup, readSource, type Setup } from "../project/index.ts";
import { reportOmissions } from "../project/omissions.ts";
import { buildPlaces, toRepositoryPath } from "../project/places.ts";
import { findRulePages, readPageTexts } from "../project/rule-pages.ts";
import { formatSameSource } from "../project/same-source.ts";
import type { SourceOptions } from "../project/source-options.ts";
import { type Format, reporters } from "../reports/index.ts";
import { type Order, type Report, weighedRules } from "../reports/report.ts";
import { EXIT } from "../terminal/errors.ts";
import { print } from "../terminal/output.ts";
import { Progress } from "../terminal/progress.ts";
import { buildStyle } from "../terminal/style.ts";

export interface ScoreOptions extends SourceOptions {
  format: Format;
  out?: string;
  failOn: FailOn;
  minScore?: number;
  baseline?: string;
  updateBaseline?: boolean;
  by: Order;
}

/** Returns the exit code. */
export async function score(source: string | undefined, options: ScoreOptions): Promise<number> {
  const out = await checkOutput(options.out ?? "-");
  const progress = new Progress({ quiet: options.quiet === true });
  const setup = await readSetup(source, options);
  const file = baselinePathOf(options.baseline, setup.folder);
  const updates = options.updateBaseline === true;
  // Read before any long work: a missing file is told at once.
  const wanted = !updates && (options.baseline !== undefined || options.failOn.startsWith("new"));
  if (updates) await checkBaselineOutput(file);
  const baseline = wanted ? readBaseline(file) : null;
  const read = await readSource(setup, options, progress);
  const { catalog } = read;
  const { scorecard } = await judge(setup, read, progress);
  const omissions = reportOmissions(read, options.allowOmissions === true, progress);
  if (updates) {
    // A baseline of half a schema would forget the findings of the other half.
    if (omissions === EXIT.fine) print(`${await updateBaseline(file, scorecard)}\n`);
    return omissions;
  }
  const report = await buildReport(setup, catalog, scorecard, {
    baseline,
    out,
    by: options.by,
    sameSource: formatSameSource(source, options),
    isFirst: baseline === null && !existsSync(file),
    progress,
  });
  await writeOutput(out, reporters[options.format](report));
  if (omissions !== EXIT.fine) return omissions;
  const reason = describeFailure(report, options);
  if (reason === null) return EXIT.fine;
  progress.warn(reason);
  return EXIT.findings;
}

async function buildReport(
  setup: Setup,
  catalog: Catalog,
  scorecard: Scorecard,
  {
    out,
    progress,
    ...given
  }: Pick<Report, "baseline" | "by" | "sameSource" | "isFirst"> & { out: string; progress: Progress },
): Promise<Report> {
  const { config, source } = setup;
  const repository = findRepository(".") ?? resolve(".");
  const path = source.kind === "server" ? null : resolve(source.kind === "command" ? source.folder : source.path);
  // A catalog that was written before stands apart from its migrations; the config may still name them.
  const named = source.kind === "server" ? config.migrations : config.source;
  const configured = named === undefined ? null : resolve(setup.folder, named);
  const isRead = source.kind === "history" || source.kind === "command";
  const read = isRead ? path : configured !== null && existsSync(configured) ? configured : null;
  const folder = read !== null && catalog.source.kind === "script" ? dirname(read) : read;
  const site = config.siteUrl ?? null;
  return {
    catalog,
    scorecard,
    title: config.title ?? catalog.source.name,
    version: readVersion(),
    ...given,
    house: sayHouseStyle(catalog, config),
    excluded: catalog.relations.filter(buildExclusion(config)).length,
    weighed: weighedRules(config),
    placeOf: buildPlaces(catalog, { folder, repository }),
    sourcePath: path === null ? null : toRepositoryPath(path, repository),
    siteUrl: site === null || site.endsWith("/") ? site : `${site}/`,
    rulePages: readPageTexts(await findRulePages(setup, await loadRules(setup), (text) => progress.warn(text))),
    style: buildStyle(out),
  };
}
