/** The catalog that a team's own migration command makes. */
import type { TableName } from "../../../introspect/replay/command/bookkeeping-sql.ts";
import type { Catalog } from "../../model/catalog.ts";
import type { Config } from "../../model/config.ts";
import { parseObjectKey } from "../../model/names.ts";
import { interruptible } from "../terminal/interruption.ts";
import { rememberSecretsOfConnection } from "../terminal/known-secrets.ts";
import type { Progress } from "../terminal/progress.ts";
import type { MigrationCommand } from "./source.ts";
import type { SourceOptions } from "./source-options.ts";

const COMMAND_SECONDS = 600;

/** Runs the command on an embedded PostgreSQL, or on a scratch database of a server. It is ended with us. Throws `UserError`. */
export async function readMigrated(
  { command, folder }: MigrationCommand,
  asOf: string | null,
  { bookkeeping }: Pick<Config, "bookkeeping">,
  {
    stepTimeout,
    migrateTimeout = COMMAND_SECONDS,
    engine,
  }: Pick<SourceOptions, "stepTimeout" | "migrateTimeout" | "engine">,
  progress: Progress,
): Promise<Catalog> {
  // As for a replay: the embedded engine is loaded for those who need it.
  const { runMigrations } = await import("../../../introspect/replay/command/index.ts");
  const { openServerEngine } = await import("../../../introspect/replay/engine/server-engine.ts");
  if (engine !== undefined) rememberSecretsOfConnection(engine, process.env);
  const on = { target: engine ?? "", environment: process.env, deadlineSeconds: stepTimeout, now: Date.now() };
  return interruptible((signal) =>
    progress.stage("Running the migration command", async (tell) =>
      runMigrations({
        ...{ command, folder, asOf, signal },
        ...(engine === undefined ? {} : { engine: await openServerEngine(on) }),
        environment: process.env,
        ...(bookkeeping === undefined ? {} : { bookkeeping: parseBookkeeping(bookkeeping) }),
        statementSeconds: stepTimeout,
        commandSeconds: migrateTimeout,
        onStep: (version) => tell(version),
      }),
    ),
  );
}

/** `none`, a table's name, or that with its schema before it. */
function parseBookkeeping(text: string): TableName | null {
  if (text === "none") return null;
  const key = parseObjectKey(text);
  return key === null ? { schema: null, name: text } : { schema: key.schema, name: key.relation };
}
