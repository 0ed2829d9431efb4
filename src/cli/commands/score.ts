/** `cartulary score`: every table marked against the guide. */
import type { Finding, Scorecard } from "../../model/scorecard.ts";
import { toLevel } from "../../model/verdict.ts";
import { toScorecardChunks } from "../../model/write-json.ts";
import { EXIT } from "../errors.ts";
import { reportOmissions } from "../omissions.ts";
import { Progress } from "../progress.ts";
import { judge, readCatalog, type SourceOptions, toSetup } from "../project.ts";
import { toTextReport } from "../reports/text.ts";
import { writeWhole } from "../write-file.ts";

export const FAIL_ON = ["error", "warning", "none"] as const;

export interface ScoreOptions extends SourceOptions {
  format: "text" | "json";
  out?: string;
  failOn: (typeof FAIL_ON)[number];
  minScore?: number;
}

/** Returns the exit code. */
export async function score(source: string | undefined, options: ScoreOptions): Promise<number> {
  const progress = new Progress({ quiet: options.quiet === true });
  const setup = await toSetup(source, options);
  const catalog = await readCatalog(setup, options, progress);
  const { scorecard } = await judge(setup, catalog, progress);
  const toTerminal = options.out === undefined && process.stdout.isTTY === true;
  const chunks =
    options.format === "json"
      ? toScorecardChunks(scorecard)
      : [
          toTextReport(catalog, scorecard, {
            colour: toTerminal && !process.env.NO_COLOR,
            width: toTerminal ? process.stdout.columns : 100,
          }),
        ];
  await writeWhole(options.out ?? "-", chunks);
  const omissions = reportOmissions(catalog, options.allowOmissions === true, progress);
  return omissions === EXIT.fine ? toScoreExitCode(scorecard, options) : omissions;
}

/** 1 where a finding reaches the level, or the tables' score is below the minimum. */
export function toScoreExitCode(
  scorecard: Scorecard,
  { failOn, minScore }: Pick<ScoreOptions, "failOn" | "minScore">,
): number {
  const reached = (finding: Finding): boolean => {
    if (finding.verdict !== "fail" && finding.verdict !== "stale") return false;
    const level = toLevel(finding.severity);
    return level === "error" || (failOn === "warning" && level === "warning");
  };
  if (failOn !== "none" && scorecard.findings.some(reached)) return EXIT.findings;
  const tables = scorecard.scores.tables.score;
  return minScore !== undefined && tables !== null && tables < minScore ? EXIT.findings : EXIT.fine;
}
