/** A project as a command needs it: config, catalog, notes and scorecard, from what the command line says. */
import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { connect } from "../../../introspect/connect/index.ts";
import { introspect } from "../../../introspect/index.ts";
import { readHistory } from "../../../introspect/replay/layouts/index.ts";
import { type ReadConfig, readConfig } from "../../content/config.ts";
import type { DesignNote } from "../../content/notes.ts";
import { type Bounds, boundsOf } from "../../files/bounds.ts";
import { readInPieces } from "../../files/read-file.ts";
import type { Catalog } from "../../model/catalog.ts";
import { readCatalog as readCheckpoint } from "../../model/parse-json.ts";
import type { Rule } from "../../model/rule.ts";
import type { Scorecard } from "../../model/scorecard.ts";
import { UserError } from "../../model/user-error.ts";
import { withoutCounters } from "../../model/without-counters.ts";
import { idleExclusions } from "../../score/judged-tables.ts";
import { rememberSecretsOf, rememberSecretsOfConnection } from "../terminal/known-secrets.ts";
import type { Progress } from "../terminal/progress.ts";
import { readMigrated } from "./migrated.ts";
import { chooseCommand, isProjectFolder, type MigrationCommand, type SourceChoice } from "./source.ts";
import type { SourceOptions } from "./source-options.ts";

/** The config, found. */
export interface Configured extends ReadConfig {
  /** Relative paths of the config start here. */
  folder: string;
}

/** The config with the source that it leads to. */
export interface Setup extends Configured {
  source: SourceChoice;
  /** The command that makes what stands on the server that is the source; `null` where there is none. */
  beside: MigrationCommand | null;
}

/**
 * Reads the config: the one named, else of the folder that is the source, else of the current folder.
 * @throws UserError also where it names a folder that is not there
 */
export async function readConfigured(argument: string | undefined, options: { config?: string }): Promise<Configured> {
  const home = argument !== undefined && isProjectFolder(argument) ? resolve(argument) : resolve(".");
  const file = options.config === undefined ? null : resolve(options.config);
  const folder = file === null ? home : dirname(file);
  const read = await readConfig(file, folder);
  for (const text of [read.config.source, read.config.migrations, read.config.migrate]) rememberSecretsOf(text ?? "");
  for (const [key, usual] of [
    ["notes", "content/notes"],
    ["rulePages", "content/rules"],
  ] as const) {
    const named = read.config[key];
    // Where it says only what holds without it, nothing may be written there yet.
    if (named === undefined || resolve(folder, named) === resolve(folder, usual)) continue;
    if (existsSync(resolve(folder, named))) continue;
    // Left unread, every exception in it would be gone without a word.
    throw new UserError(`The configuration names a folder that is not there: ${key}: ${named}.`, {
      place: read.place,
      hint: "It is relative to the configuration. Make it, or mend its name.",
    });
  }
  return { ...read, folder };
}

/**
 * Our rules, then the team's own. They are loaded for those who judge: a hundred files are a tenth of a second.
 * @throws UserError for own rules that are no rules
 */
export async function loadRules({ ownRules, place }: Configured): Promise<readonly Rule[]> {
  const [{ rules: ours }, { buildOwnRules }] = await Promise.all([
    import("../../rules/index.ts"),
    import("../../content/own-rules.ts"),
  ]);
  return [...ours, ...buildOwnRules(ownRules, ours, place)];
}

/** Reads the config and decides on the source. */
export async function readSetup(
  argument: string | undefined,
  options: Pick<SourceOptions, "config" | "migrate" | "engine">,
): Promise<Setup> {
  return withSource(await readConfigured(argument, options), argument, options);
}

/** Decides on the source of a config that was read. */
export function withSource(
  configured: Configured,
  argument: string | undefined,
  { migrate, engine }: Pick<SourceOptions, "migrate" | "engine">,
): Setup {
  return { ...configured, ...chooseCommand({ argument, migrate, engine, ...configured }, process.env) };
}

/** `--as-of`, else SOURCE_DATE_EPOCH, else `null`: then the migrations' commit says, and of a server nothing. */
export function parseAsOf(option: string | undefined, environment: Record<string, string | undefined>): string | null {
  if (option !== undefined) return new Date(option).toISOString();
  const epoch = environment.SOURCE_DATE_EPOCH;
  if (epoch === undefined || !/^\d+$/.test(epoch)) return null;
  return new Date(Number(epoch) * 1000).toISOString();
}

/** Introspects, replays or reads the catalog. */
export async function readCatalog(setup: Setup, options: SourceOptions, progress: Progress): Promise<Catalog> {
  const asOf = parseAsOf(options.asOf, process.env);
  const { source } = setup;
  if (source.kind === "catalog") {
    return progress.stage(`Reading ${basename(source.path)}`, async () => {
      const place = relative(".", source.path);
      const catalog = await readCheckpoint(readInPieces(source.path, place), place);
      const counted = options.counters === false ? withoutCounters(catalog) : catalog;
      return asOf === null ? counted : { ...counted, generatedAt: asOf };
    });
  }
  if (source.kind === "server") {
    rememberSecretsOfConnection(source.target, process.env);
    const connection = await progress.stage("Connecting", () => connect(source.target, process.env));
    try {
      return await progress.stage(`Introspecting ${connection.database}`, () =>
        introspect(connection, {
          source: { kind: "server", name: connection.database, tool: null, commit: null },
          asOf,
          live: true,
          counters: options.counters !== false,
        }),
      );
    } finally {
      await connection.close();
    }
  }
  if (source.kind === "command") return readMigrated(source, asOf, setup.config, options, progress);
  return replayPath(source.path, asOf, setup, options, progress);
}

async function replayPath(
  path: string,
  asOf: string | null,
  setup: Setup,
  options: SourceOptions,
  progress: Progress,
): Promise<Catalog> {
  // The embedded engine is loaded for those who replay: it is a tenth of a second and ten megabytes.
  const { replay } = await import("../../../introspect/replay/index.ts");
  const { roundtrip, wholeSteps } = setup.config;
  const bounds = buildBounds(setup, path);
  const history = await readHistory(relative(".", path) || ".", { wholeSteps, bounds });
  return progress.stage(`Replaying ${basename(path)}`, (tell) =>
    replay(history, {
      asOf,
      bounds,
      deadlineSeconds: options.stepTimeout,
      roundtrip,
      wholeSteps,
      onProgress: ({ step, steps, file }) => tell(`${step} of ${steps}, ${file}`),
    }),
  );
}

/** Where files may lie that come with a folder or script that was named: its repository, and the config's. */
function buildBounds({ folder, place }: Configured, named: string): Bounds {
  return place === "" ? boundsOf(named) : boundsOf(named, folder);
}

/** A catalog as rules see it. */
export interface ReadSource {
  catalog: Catalog;
  /** What the config's `migrations` make, where the source is a server; else `null`. */
  migrated: Catalog | null;
}

/** Reads the catalog; a server's with the history that the config's `migrations` or `migrate` makes. */
export async function readSource(setup: Setup, options: SourceOptions, progress: Progress): Promise<ReadSource> {
  const catalog = await readCatalog(setup, options, progress);
  const { config, beside, folder, source } = setup;
  const { migrations } = config;
  if (source.kind !== "server" || (migrations === undefined && beside === null)) return { catalog, migrated: null };
  const asOf = catalog.generatedAt;
  const migrated = await (beside === null
    ? replayPath(resolve(folder, migrations ?? "."), asOf, setup, options, progress)
    : readMigrated(beside, asOf, config, options, progress));
  const { history, repository } = migrated;
  return { catalog: { ...catalog, history, repository }, migrated };
}

/** A catalog judged. */
export interface Judged {
  catalog: Catalog;
  scorecard: Scorecard;
  notes: DesignNote[];
}

/** Scores any catalog by the project's rules, config and notes. */
export async function buildJudge(
  setup: Setup,
  notes: readonly DesignNote[],
  migrated: Catalog | null = null,
): Promise<(catalog: Catalog) => Scorecard> {
  const [rules, { buildScorecard }] = await Promise.all([loadRules(setup), import("../../score/index.ts")]);
  return (catalog) =>
    buildScorecard(catalog, {
      rules,
      config: setup.config,
      decisions: notes.flatMap((note) => note.decisions),
      attestations: notes.flatMap((note) => note.attestations),
      asOf: catalog.generatedAt,
      noted: notes.flatMap((note) => note.tables),
      migrated,
    });
}

/** Reads the design notes and scores the catalog. */
export async function judge(setup: Setup, { catalog, migrated }: ReadSource, progress: Progress): Promise<Judged> {
  const { checkNotes, readNotes } = await import("../../content/notes.ts");
  const named = setup.config.notes;
  const folder = resolve(setup.folder, named ?? join("content", "notes"));
  const notes = await readNotes(folder, buildBounds(setup, named === undefined ? setup.folder : folder));
  checkNotes(notes, catalog);
  for (const pattern of idleExclusions(setup.config, catalog.relations)) {
    progress.warn(`exclude: ${pattern} matches nothing in ${catalog.source.name}.`);
  }
  const toScorecard = await buildJudge(setup, notes, migrated);
  const scorecard = await progress.stage("Scoring", () => toScorecard(catalog));
  if (scorecard.asOf === null && scorecard.waivers.some(({ until }) => until !== null)) {
    progress.warn("Whether attestations and exceptions are still valid is not judged: no date is known; see --as-of.");
  }
  return { catalog, scorecard, notes };
}
