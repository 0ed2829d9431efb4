/** Replays a migration history on an engine and reads the catalog that comes of it. */
import { type Bounds, boundsOf } from "../../src/files/bounds.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import type { HistoryStep } from "../../src/model/history.ts";
import { quoteIdentifier, quoteLiteral } from "../../src/model/names.ts";
import { UserError } from "../../src/model/user-error.ts";
import { introspect } from "../index.ts";
import { keepRewrites, noteFiles } from "./actions/rewrites.ts";
import { readActions } from "./actions/step-actions.ts";
import { buildScriptFacts } from "./actions/step-facts.ts";
import { holdBaselineCompiler } from "./engine/baseline-compiler.ts";
import { loadableExtensions } from "./engine/embedded-extensions.ts";
import { type Engine, EngineLostError } from "./engine/engine.ts";
import { resetSession, resetStatements } from "./engine/fresh-session.ts";
import { openEmbeddedEngine } from "./engine/pglite.ts";
import type { History, HistoryFile } from "./history.ts";
import { inventRoles } from "./limits/invented-roles.ts";
import { note, USE_A_SERVER } from "./limits/limit.ts";
import { findNeeds, type Needs } from "./limits/preparation.ts";
import { buildPassedOver, explainMissing } from "./passed-over.ts";
import { applyOrigins } from "./record/apply-origins.ts";
import { objectsBeforeStep } from "./record/before-step.ts";
import { Origins } from "./record/origins.ts";
import { CatalogRecorder } from "./record/recorder.ts";
import { beginReplay, type ReplayState } from "./replay-state.ts";
import { readGit } from "./repository/git.ts";
import { buildGitFacts, readEdits } from "./repository/git-edits.ts";
import { readRepository } from "./repository/repository.ts";
import { buildReadInclude } from "./script/includes.ts";
import { readScript, type Script } from "./script/script.ts";
import { buildOmissions } from "./script/script-notes.ts";
import { runStep } from "./step/run-step.ts";
import { makeToolTable } from "./step/tool-table.ts";
import { checkScript, countTables, KeptTables } from "./way-back/kept-tables.ts";
import { RoundtripTrials } from "./way-back/roundtrip.ts";
import { checkSiblings } from "./way-back/siblings.ts";
import { buildIdleWholeSteps, checkWaysBack } from "./way-back/whole-steps.ts";

export interface ReplayOptions {
  /** Where to replay; left out, the embedded engine. It is closed at the end in either case. */
  engine?: Engine;
  /** ISO 8601; `null` takes the date of the git commit that the source stands at, where there is one. */
  asOf: string | null;
  /** Seconds that one statement may take. */
  deadlineSeconds?: number;
  /** Whether each step that has a way back is taken back and run again; left out, no. */
  roundtrip?: boolean;
  /** Files that are run from end to end though part of them looks like a way back; left out, none. */
  wholeSteps?: readonly string[];
  /** Where included files must lie; left out, the repository of the history's folder. */
  bounds?: Bounds;
  onProgress?(event: ReplayProgress): void;
}

/** A step is about to be run. */
export interface ReplayProgress {
  /** 1-based. */
  step: number;
  steps: number;
  file: string;
}

/** Runs every step in its order. Throws `UserError` where one fails; nothing of the catalog is read then. */
export async function replay(history: History, options: ReplayOptions): Promise<Catalog> {
  // Statements are parsed before there is an engine.
  const release = holdBaselineCompiler();
  try {
    return await runHistory(history, options);
  } finally {
    release();
  }
}

async function runHistory(history: History, options: ReplayOptions): Promise<Catalog> {
  const readInclude = buildReadInclude(history.folder, options.bounds ?? boundsOf(history.folder));
  const scripts = history.files.map(({ file, text }) => readScript(file, text, readInclude));
  const downs = history.files.map(({ down }) =>
    down === undefined ? [] : readScript(down.file, down.text, readInclude).statements,
  );
  const all = scripts.flatMap(({ statements }) => statements);
  const wholeSteps = new Set(options.wholeSteps);
  checkWaysBack(history, scripts, wholeSteps);
  checkSiblings(history, scripts, wholeSteps);
  const needs = findNeeds(all);
  const asking = askGit(history);
  const engine = options.engine ?? (await openEmbeddedEngine(engineOptions(needs, options)));
  let at = history.name;
  try {
    const git = await asking;
    const state = beginReplay(engine);
    await prepare(needs, state);
    state.omissions.push(...buildPassedOver(history), ...buildIdleWholeSteps(history, scripts, wholeSteps));
    state.omissions.push(...(await makeToolTable(history, all, engine)));
    const steps: HistoryStep[] = [];
    // A single script is one step: there is nothing to compare.
    const recorder = history.kind === "migrations" ? await beginRecording(state) : null;
    const origins = new Origins();
    const kept = new KeptTables(wholeSteps);
    const trials = options.roundtrip === true && recorder !== null ? new RoundtripTrials(state, recorder) : null;
    for (const [place, script] of scripts.entries()) {
      const step = history.files[place] as HistoryFile;
      const { version, name, file, code } = step;
      at = file;
      options.onProgress?.({ step: place + 1, steps: scripts.length, file });
      state.omissions.push(...buildOmissions(script, place === 0));
      const run = () => explainMissing(history, place, () => runScript(step, script, history, state));
      if (recorder === null) {
        await run();
        continue;
      }
      const before = objectsBeforeStep(recorder.lastRead);
      const possible = readActions(script.statements, before);
      const files = await noteFiles(engine, possible);
      await run();
      const observation = await recorder.observe();
      const { changes } = observation;
      origins.take(version, observation);
      const actions = await keepRewrites(engine, possible, files);
      kept.checkStep({ file, statements: script.statements, changes, before });
      const down = downs[place] ?? [];
      const roundtrip = (await trials?.tryStep(script.statements, down, observation)) ?? null;
      const ofScript = buildScriptFacts(step, script.statements, down, { actions, roundtrip });
      // What is written anew from code has no past of its own.
      const source = code?.file ?? file;
      const facts = { ...ofScript, ...buildGitFacts(source, code === null ? null : git.edits) };
      const commit = git.files.get(source) ?? null;
      steps.push({ version, name, file: source, commit, changes, code: code?.says ?? null, facts });
    }
    const catalog = await introspect(engine, {
      source: { kind: history.kind, name: history.name, tool: history.tool, commit: git.commit },
      asOf: options.asOf ?? git.commit?.date ?? null,
      live: false,
      inventedRoles: [...state.inventedRoles],
    });
    const tables = countTables(catalog, history);
    if (recorder === null) checkScript(at, all, tables, wholeSteps);
    else kept.checkEnd(tables);
    const omissions = [...state.omissions, ...catalog.omissions];
    const whole = { ...catalog, history: steps, repository: git.repository, omissions };
    return recorder === null ? whole : applyOrigins(whole, origins);
  } catch (error) {
    if (!(error instanceof EngineLostError)) throw error;
    throw new UserError(error.message, { place: at, hint: USE_A_SERVER, cause: error });
  } finally {
    await engine.close();
  }
}

async function askGit({ kind, folder, files, toUp }: History) {
  const facts = await readGit(folder);
  // What git says of a single script is no matter of rules on migrations.
  if (kind === "script") return { ...facts, edits: null, repository: null };
  const texts = new Map(files.map(({ file, text, code }) => [code?.file ?? file, code?.digest ?? text]));
  const edits = await readEdits(folder, texts, toUp);
  if (edits.tracked === null) return { ...facts, edits, repository: null };
  return {
    ...facts,
    edits,
    repository: await readRepository(folder, files[0]?.code?.file ?? files[0]?.file ?? "", edits.removed),
  };
}

function engineOptions(needs: Needs, options: ReplayOptions): Parameters<typeof openEmbeddedEngine>[0] {
  const extensions = loadableExtensions(needs.extensions);
  return options.deadlineSeconds === undefined
    ? { extensions }
    : { extensions, deadlineSeconds: options.deadlineSeconds };
}

/** Makes what the scripts need and nothing makes. */
export async function prepare(needs: Needs, state: ReplayState): Promise<void> {
  if (state.engine.kind !== "pglite") return;
  await inventRoles(needs.roles, state);
  const known = await state.engine.query("SELECT collname FROM pg_collation");
  for (const name of needs.collations) {
    if (known.some(({ collname }) => collname === name)) continue;
    const definition = name.endsWith("-x-icu")
      ? `provider = icu, locale = ${quoteLiteral(name.replace(/-x-icu$/, ""))}`
      : "provider = libc, locale = 'C'";
    await state.engine.execute(`CREATE COLLATION pg_catalog.${quoteIdentifier(name)} (${definition})`);
    state.omissions.push(note(`collation ${name} was made up`, "The embedded engine does not ship it."));
  }
}

/** Runs one script in a session that is as good as new, since psql opens one for each file. */
async function runScript(
  { file, inTransaction }: HistoryFile,
  { statements }: Script,
  { kind }: History,
  state: ReplayState,
): Promise<void> {
  await resetSession(state.engine, `"$user", public`);
  const step = { file, statements, inTransaction: inTransaction ?? null };
  await runStep({ ...step, kind: kind === "script" ? "script" : "migration" }, state);
}

/** Reads what is there before the first step. */
function beginRecording({ engine, inventedRoles }: ReplayState): Promise<CatalogRecorder> {
  return CatalogRecorder.begin(engine, { beforeReading: resetStatements(engine, "''"), inventedRoles });
}
