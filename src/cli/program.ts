/** The commands and their options. What a command needs is loaded when it runs: loading all takes half a second. */
import { Command, InvalidArgumentError, Option } from "commander";
import { USUAL_GOAL } from "../score/plan/index.ts";
import type { BuildOptions } from "./commands/build.ts";
import type { DemoOptions } from "./commands/demo.ts";
import type { ExplainOptions } from "./commands/explain.ts";
import type { FixOptions } from "./commands/fix.ts";
import type { IntrospectOptions } from "./commands/introspect.ts";
import type { PlanOptions } from "./commands/plan.ts";
import type { ScoreOptions } from "./commands/score.ts";
import { FAIL_ON } from "./fail-on.ts";
import { readVersion } from "./package-root.ts";
import { BASELINE_FILE } from "./project/baseline-file.ts";
import { reporters } from "./reports/index.ts";
import { planReporters } from "./reports/plan/index.ts";
import { ORDERS } from "./reports/report.ts";
import { print, say } from "./terminal/output.ts";

const SOURCE_HELP = `\`source\` is a postgres:// URL (or libpq's host=… dbname=…, or a JDBC URL), a folder of SQL migrations, a .sql
file (a pg_dump too), a catalog.json, or a folder with a cartulary.config.* that names one. Left out, it comes
from the config, then from DATABASE_URL or the PG* variables.`;

const FAIL_ON_HELP = `--fail-on looks at findings of the guide and of your own rules, and at waivers that are out of order. Rules
beyond the guide fail a run only where the config gives them a severity.`;

const EXIT_HELP = `Exit codes: 0 fine; 1 findings at or past the threshold; 2 something to mend in the input;
3 part of the schema could not be read or replayed (see --allow-omissions).`;

function date(value: string): string {
  const parsed = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$/.test(value);
  if (!parsed || Number.isNaN(Date.parse(value))) {
    throw new InvalidArgumentError("It must be a date, 2026-01-31 or 2026-01-31T12:00:00Z.");
  }
  return value;
}

function percentage(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 100) {
    throw new InvalidArgumentError("It must be a whole number from 0 to 100.");
  }
  return number;
}

function seconds(value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number <= 0) throw new InvalidArgumentError("It must be a number of seconds.");
  return number;
}

/** A command that reads a source. */
function withSource(command: Command): Command {
  return withSourceOptions(command.argument("[source]", "what to read"));
}

/** Options of every command that reads a source. */
function withSourceOptions(command: Command): Command {
  return command
    .option("--config <file>", "the configuration; cartulary.config.ts, .mjs or .json where left out")
    .addOption(
      new Option("--as-of <date>", "the date that ages and expiry are judged at, and that the site shows").argParser(
        date,
      ),
    )
    .addOption(
      new Option("--step-timeout <seconds>", "how long one statement may take in the embedded PostgreSQL")
        .default(120)
        .argParser(seconds),
    )
    .option(
      "--migrate <command>",
      "a command of yours that migrates an empty database; it is run, with DATABASE_URL naming an embedded PostgreSQL",
    )
    .addOption(
      new Option("--migrate-timeout <seconds>", "how long that command may take; 600 where left out").argParser(
        seconds,
      ),
    )
    .option(
      "--engine <url>",
      "where that command is run: on a scratch database that is made on this server and dropped at the end",
    )
    .option(
      "--no-counters",
      "leave out what a live server counts, measures and times: the schema alone makes the result",
    )
    .option("--allow-omissions", "go on, and exit with 0, where part of the schema could not be read or replayed")
    .option("-q, --quiet", "no progress, only results and errors")
    .addHelpText("after", `\n${SOURCE_HELP}\n\n${EXIT_HELP}`);
}

/** The whole program. `exit` is told the code of a command that ran to its end. */
export function buildProgram(exit: (code: number) => void): Command {
  const program = new Command("cartulary")
    .description(
      "Turns a PostgreSQL database, or the migrations that make one, into a site that documents and grades it.",
    )
    .version(readVersion(), "-V, --version", "print the version")
    .showHelpAfterError("(add --help for what can be said here)")
    .configureOutput({ writeOut: (text) => print(text, false), writeErr: (text) => say(text, false) })
    .exitOverride();

  withSource(program.command("build"))
    .description("read or replay the source, score it, and build the site")
    .option(
      "-o, --out <folder>",
      "where the site goes; replaced as a whole, and only if it is empty or a site of ours",
      "site",
    )
    .action(async (source: string | undefined, options: BuildOptions) => {
      const { build } = await import("./commands/build.ts");
      exit(await build(source, options));
    });

  withSource(program.command("introspect"))
    .description("read or replay the source and write its catalog")
    .addOption(
      new Option("-f, --format <format>", "the catalog itself, or the SQL that makes it")
        .choices(["json", "sql"])
        .default("json"),
    )
    .option("-o, --out <file>", "where it goes, - for standard output; catalog.json where left out, SQL to the output")
    .action(async (source: string | undefined, options: IntrospectOptions) => {
      const { introspectSource } = await import("./commands/introspect.ts");
      exit(await introspectSource(source, options));
    });

  withSource(program.command("score"))
    .description("mark every table against the style guide and print the report")
    .addOption(
      new Option("-f, --format <format>", "how the report is written").choices(Object.keys(reporters)).default("text"),
    )
    .option("-o, --out <file>", "where the report goes; standard output where left out")
    .addOption(
      new Option("--by <order>", "how text and Markdown put findings together: a rule at a time, or a table at a time")
        .choices(ORDERS)
        .default("rule"),
    )
    .addOption(
      new Option("--fail-on <level>", "exit with 1 where a finding is of this level or above; new: not in the baseline")
        .choices(FAIL_ON)
        .default("error"),
    )
    .addHelpText("after", `\n${FAIL_ON_HELP}`)
    .option("--baseline <file>", `findings that are known; ${BASELINE_FILE} beside the config where left out`)
    .option("--update-baseline", "take everything that fails now into the baseline, and print no report")
    .addOption(new Option("--min-score <n>", "exit with 1 where the tables' score is below").argParser(percentage))
    .action(async (source: string | undefined, options: ScoreOptions) => {
      const { score } = await import("./commands/score.ts");
      exit(await score(source, options));
    });

  withSource(program.command("plan"))
    .description("say what to mend in which order: what each rule gives back, how many tables it takes, what it locks")
    .addOption(
      new Option("-f, --format <format>", "how it is written; Markdown is an issue ready to file")
        .choices(Object.keys(planReporters))
        .default("text"),
    )
    .option("-o, --out <file>", "where it goes; standard output where left out")
    .addOption(
      new Option("--goal <n>", `the tables' score to lead to; ${USUAL_GOAL} where left out, an A`).argParser(
        percentage,
      ),
    )
    .action(async (source: string | undefined, options: PlanOptions) => {
      const { plan } = await import("./commands/plan.ts");
      exit(await plan(source, options));
    });

  withSourceOptions(
    program
      .command("explain")
      .argument(
        "<subject...>",
        "rule ids, statements of the guide such as 2.3, or tables, columns, constraints and indexes as SQL names them: public.orders, public.orders.user_id, public.orders#idx_a",
      ),
  )
    .description("explain a rule, or the marks of a table")
    .option("-s, --source <source>", "what to read for tables; a rule needs none")
    .action(async (subjects: string[], options: ExplainOptions) => {
      const { explain } = await import("./commands/explain.ts");
      exit(await explain(subjects, options));
    });

  withSource(program.command("fix"))
    .description("write the SQL that mends findings, each remedy proven on a scratch database first")
    .addOption(
      new Option("-f, --format <format>", "a script for psql, or a revision for Alembic")
        .choices(["sql", "alembic"])
        .default("sql"),
    )
    .option("-o, --out <file>", "where it goes; fix.sql or fix.py where left out, - for standard output")
    .option("--rule <ids>", "mend the findings of this rule only, or of several: a,b", toIds)
    .action(async (source: string | undefined, options: FixOptions) => {
      const { fix } = await import("./commands/fix.ts");
      exit(await fix(source, options));
    });

  program
    .command("demo")
    .description("build the site of the sample that comes with Cartulary, a small trading product")
    .option("-o, --out <folder>", "where the site goes", "site")
    .option("-q, --quiet", "no progress, only results and errors")
    .action(async (options: DemoOptions) => {
      const { demo } = await import("./commands/demo.ts");
      exit(await demo(options));
    });

  for (const command of program.commands) command.exitOverride();
  return program;
}

/** `a,b`, and what the option brought before: a list of words would take the source for one of them. */
function toIds(text: string, before: readonly string[] = []): string[] {
  return [...before, ...text.split(",").map((id) => id.trim())];
}
