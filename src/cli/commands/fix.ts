/** `cartulary fix`: one file of remedies, each proven on a scratch database first. */
import { nearest } from "../../model/nearest.ts";
import type { Scorecard } from "../../model/scorecard.ts";
import { UserError } from "../../model/user-error.ts";
import { ALEMBIC_MARK, formatAlembicFile } from "../../prove/alembic-file.ts";
import { prove } from "../../prove/index.ts";
import type { Proof } from "../../prove/proof.ts";
import { formatSqlFile, SQL_MARK } from "../../prove/sql-file.ts";
import { checkOutput, writeOutput } from "../files/output-file.ts";
import { buildJudge, judge, readSetup, readSource } from "../project/index.ts";
import { reportOmissions } from "../project/omissions.ts";
import type { SourceOptions } from "../project/source-options.ts";
import { print } from "../terminal/output.ts";
import { Progress } from "../terminal/progress.ts";

export interface FixOptions extends SourceOptions {
  format: "sql" | "alembic";
  /** `fix.sql` or `fix.py` where left out. */
  out?: string;
  /** Only the findings of these rules. */
  rule?: string[];
}

/** Returns the exit code. */
export async function fix(source: string | undefined, options: FixOptions): Promise<number> {
  const mark = options.format === "sql" ? SQL_MARK : ALEMBIC_MARK;
  const out = await checkOutput(options.out ?? (options.format === "sql" ? "fix.sql" : "fix.py"), {
    own: { mark, command: "cartulary fix" },
  });
  const progress = new Progress({ quiet: options.quiet === true });
  const setup = await readSetup(source, options);
  const read = await readSource(setup, options, progress);
  const { catalog, scorecard, notes } = await judge(setup, read, progress);
  const rules = options.rule === undefined ? null : chosenRules(options.rule, scorecard);
  const judgeAnew = await buildJudge(setup, notes);
  const proof = await progress.stage("Proving remedies", (tell) =>
    prove(catalog, scorecard, {
      judge: judgeAnew,
      rules,
      deadlineSeconds: options.stepTimeout,
      onProgress: (settled, of) => tell(`${settled} of ${of}`),
    }),
  );
  const name = setup.config.title ?? catalog.source.name;
  const toFile = options.format === "sql" ? formatSqlFile : formatAlembicFile;
  await writeOutput(out, [toFile(proof, catalog, name)]);
  const exitCode = reportOmissions(read, options.allowOmissions === true, progress);
  if (out !== "-" && options.quiet !== true) print(`${out}: ${formatSummary(proof)}\n`);
  return exitCode;
}

function chosenRules(ids: readonly string[], { rules }: Scorecard): ReadonlySet<string> {
  const known = rules.map(({ id }) => id);
  for (const id of ids) {
    if (known.includes(id)) continue;
    const near = nearest(id, known);
    throw new UserError(`No rule in force is called ${id}.`, {
      place: "--rule",
      hint: near === null ? "cartulary score names the rule of each finding." : `Is ${near} meant?`,
    });
  }
  return new Set(ids);
}

function formatSummary({ proven, left, mendedByOthers, withoutRemedy }: Proof): string {
  const remedies = proven.length === 1 ? "1 proven remedy" : `${proven.length} proven remedies`;
  const parts = [
    mendedByOthers.length > 0 ? `${mendedByOthers.length} more mended by them` : "",
    left.length > 0 ? `${left.length} not proven` : "",
    withoutRemedy.length > 0 ? `${withoutRemedy.length} findings without a remedy` : "",
  ];
  return [remedies, ...parts.filter((part) => part !== "")].join(", ");
}
