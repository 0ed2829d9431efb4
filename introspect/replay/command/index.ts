/**
 * Runs a team's own migration command on a database of ours, and tells for every object which step made and changed it.
 * It runs the team's code, as the user who started us: only what a person has named is run.
 */
import { randomBytes } from "node:crypto";
import { basename, extname } from "node:path";
import type { Catalog, Omission } from "../../../src/model/catalog.ts";
import type { HistoryStep } from "../../../src/model/history.ts";
import { count } from "../../../src/model/sentence.ts";
import { UserError } from "../../../src/model/user-error.ts";
import { introspect } from "../../index.ts";
import { findRevisions } from "../alembic/recorded-revisions.ts";
import { embeddedExtensions } from "../engine/embedded-extensions.ts";
import { EngineLostError, type ProtocolEngine } from "../engine/engine.ts";
import { openEmbeddedEngine } from "../engine/pglite.ts";
import { note } from "../limits/limit.ts";
import { applyOrigins } from "../record/apply-origins.ts";
import { readGit } from "../repository/git.ts";
import { buildSetUp, TAKE_DOWN, type TableName } from "./bookkeeping-sql.ts";
import { type CommandEnd, runCommand } from "./command-process.ts";
import { buildEnvironment, type Environment } from "./environment.ts";
import { explainEnd, explainNothing } from "./failures.ts";
import { RECORD_TABLES } from "./record-tables.ts";
import { buildSteps } from "./recorded-steps.ts";
import { findStepFiles } from "./step-files.ts";
import { readStepName } from "./step-names.ts";
import { type Observed, StepObserver } from "./step-observer.ts";
import { WireServer } from "./wire-server.ts";

export interface MigrationOptions {
  /** Where the command is to migrate; left out, the embedded engine. It is closed at the end in either case. */
  engine?: ProtocolEngine;
  /** As a shell reads it. */
  command: string;
  /** Absolute; where it is run, and where the files of the steps are looked for. */
  folder: string;
  /** The user's own, which the command gets with the way to the database in it. */
  environment: Environment;
  /**
   * The table in which the tool keeps what it has run; `null`: there is none, and all is one step. Left out, whichever is
   * made that is known.
   */
  bookkeeping?: TableName | null;
  /** ISO 8601; `null` takes the date of the git commit that the folder stands at, where there is one. */
  asOf: string | null;
  /** Seconds that one statement may take. */
  statementSeconds: number;
  /** Seconds that the command may take. */
  commandSeconds: number;
  /** Seconds that a connection waits for another that holds a transaction open; left out, 30. */
  deadlockSeconds?: number;
  /** Ends the command and all that it has started. */
  signal: AbortSignal;
  /** A step has ended, by its version. */
  onStep?(version: string): void;
}

const DEADLOCK_SECONDS = 30;

/** What a run of the command left to be told. */
interface Outcome {
  end: CommandEnd;
  observed: Observed[];
  /** How many connections the command has opened. */
  clients: number;
  /** The last statements of transactions that have written something and were cut off. */
  abandoned: string[];
}

/**
 * Runs the command to its end and reads the catalog that it made. Throws `UserError` where it fails, did not come to us,
 * made nothing, or kept no books; nothing of the catalog is read then.
 */
export async function runMigrations(options: MigrationOptions): Promise<Catalog> {
  const engine = options.engine ?? (await openForCommand(options));
  try {
    const outcome = await runOn(engine, options);
    explainEnd(outcome, options);
    const bookkeeping = options.bookkeeping !== null;
    const recorded = buildSteps(outcome.observed, { bookkeeping });
    explainNothing(recorded, outcome, bookkeeping);
    for (const sql of TAKE_DOWN) await engine.execute(sql);
    const git = await readGit(options.folder);
    const files = await findStepFiles(options.folder, recorded.steps, recorded.tool);
    const catalog = await introspect(engine, {
      source: { kind: "migrations", name: basename(options.folder), tool: recorded.tool, commit: git.commit },
      asOf: options.asOf ?? git.commit?.date ?? null,
      live: false,
      inventedRoles: [],
    });
    const revisions = findRevisions(recorded.tool === "Alembic" ? recorded.steps : [], options.folder);
    const history = recorded.steps.map((step): HistoryStep => {
      const revision = revisions.get(step.version);
      const file = revision?.file ?? files.get(step.version) ?? null;
      const commit = file === null ? null : (git.files.get(file) ?? null);
      const name = revision?.name ?? readName(step, file);
      return { ...step, name, file, commit, code: revision?.says ?? null, facts: null };
    });
    const omissions = [...recorded.together.map(buildTogetherNote), ...catalog.omissions];
    return applyOrigins({ ...catalog, history, omissions }, recorded.origins);
  } catch (error) {
    if (!(error instanceof EngineLostError)) throw error;
    throw new UserError(error.message, { cause: error });
  } finally {
    await engine.close();
  }
}

function openForCommand({ statementSeconds }: MigrationOptions): Promise<ProtocolEngine> {
  // What the command will ask for cannot be foreseen.
  return openEmbeddedEngine({ extensions: embeddedExtensions, deadlineSeconds: statementSeconds });
}

/** Runs the command with nothing but our own listener between it and the engine. */
async function runOn(engine: ProtocolEngine, options: MigrationOptions): Promise<Outcome> {
  const { bookkeeping, onStep } = options;
  const noticeMark = `cartulary${randomBytes(12).toString("hex")}`;
  const tables = bookkeeping === undefined ? RECORD_TABLES : bookkeeping === null ? [] : [bookkeeping];
  for (const sql of buildSetUp(tables, noticeMark)) await engine.execute(sql);
  const observer = await StepObserver.begin(engine, ({ schema, name, written }) => {
    const step = written === null ? null : readStepName({ schema, name }, JSON.parse(written));
    if (step !== null) onStep?.(step.version);
  });
  const password = randomBytes(24).toString("hex");
  const abandoned: string[] = [];
  const wire = await WireServer.open(engine, password, {
    deadlockSeconds: options.deadlockSeconds ?? DEADLOCK_SECONDS,
    noticeMark,
    onAnswered: (part) => observer.see(part),
    onAbandoned: ({ lastText }) => abandoned.push(lastText),
  });
  try {
    const [row] = await engine.query("SELECT current_user AS user, current_database() AS database");
    const target = { port: wire.port, password, user: row?.user ?? "", database: row?.database ?? "" };
    const end = await runCommand({
      command: options.command,
      folder: options.folder,
      environment: buildEnvironment(options.environment, target),
      deadlineSeconds: options.commandSeconds,
      signal: options.signal,
    });
    await wire.close();
    if (wire.failure !== null) throw wire.failure;
    const lastLines = end.lastLines.map((line) => line.replaceAll(password, "***"));
    // Of a command that has failed nothing is read.
    const observed = end.exitCode === 0 ? await observer.finish() : [];
    return { end: { ...end, lastLines }, observed, clients: wire.clients, abandoned };
  } finally {
    await wire.close();
  }
}

/** Where the tool writes down a version alone, its file says more: `ab12_create_orders.py`. */
function readName({ version, name }: { version: string; name: string }, file: string | null): string {
  const stem = file === null ? "" : basename(file, extname(file));
  if (name !== version || !stem.startsWith(version)) return name;
  return stem.slice(version.length).replaceAll(/[-_]+/g, " ").trim() || name;
}

function buildTogetherNote(versions: readonly string[]): Omission {
  const [first = "", last = ""] = [versions[0], versions.at(-1)];
  return note(
    `${count(versions.length, "step")} from ${first} to ${last} came in one message`,
    `What each of them made is told of ${last}.`,
  );
}
