/**
 * The worker thread that holds one embedded PostgreSQL. It speaks the wire protocol, so that every cell arrives as
 * PostgreSQL's own text, and looks whether each statement was answered to its end: some break the engine without an
 * error, after which every query succeeds and returns nothing.
 */
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { type Extension, type Extensions, PGlite, protocol } from "@electric-sql/pglite";
import { type EmbeddedExtension, embeddedExtension } from "./embedded-extensions.ts";
import type { EngineFailure, EngineReply, EngineRequest, EngineStart } from "./pglite.ts";

const port = parentPort;
if (port === null) throw new Error("pglite-worker.ts runs in a worker thread only");
const start = workerData as EngineStart;
const progress = new Int32Array(start.progress);

/** Locks for one transaction over a thousand tables and what hangs on them; files for sorting end before the disk. */
const SETTINGS = ["max_locks_per_transaction=1024", "temp_file_limit=1GB"];
/** Statements after which the log is cut: only a server of several processes does it by itself. */
const CHECKPOINT_EVERY = 500;

const database = await boot();
let sinceCheckpoint = 0;
port.on("message", (request: EngineRequest) => {
  void answer(request).then((reply) => port.postMessage(reply));
});
port.postMessage({ id: 0, rows: [] } satisfies EngineReply);

async function boot(): Promise<PGlite> {
  const extensions: Extensions = {};
  for (const name of start.extensions) {
    const { module, key } = embeddedExtension(name) as EmbeddedExtension;
    extensions[key] = (await import(module))[key] as Extension;
  }
  const cluster = start.cluster === null ? {} : { loadDataDir: new Blob([readFileSync(start.cluster)]) };
  const startParams = [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ["-c", setting])];
  return PGlite.create({ extensions, startParams, ...cluster });
}

/** What the server said to one query. */
interface Said {
  /** The rows of the last result, where they are wanted; cells are text, since simple queries answer in text format. */
  rows: Record<string, string | null>[];
  failure: EngineFailure | null;
  /** Idle, in a transaction, failed; `null` where the answer was not brought to its end. */
  status: string | null;
}

async function answer({ id, statements, rows }: EngineRequest): Promise<EngineReply> {
  try {
    let said: Said = { rows: [], failure: null, status: null };
    for (const [at, sql] of statements.entries()) {
      Atomics.store(progress, 0, at);
      said = await send(sql, rows);
      if (said.status === null) return { id, lost: "broken" };
      if (said.failure !== null) return { id, at, failure: said.failure };
      await checkpoint(said.status);
    }
    return { id, rows: said.rows };
  } catch (error) {
    return { id, lost: error instanceof Error ? error.message : String(error) };
  }
}

async function checkpoint(status: string): Promise<void> {
  sinceCheckpoint += 1;
  if (sinceCheckpoint < CHECKPOINT_EVERY || status !== "I") return;
  sinceCheckpoint = 0;
  await send("CHECKPOINT", false);
}

/** One simple query. Rows that nobody wants are let go as they come. */
async function send(sql: string, wanted: boolean): Promise<Said> {
  const said: Said = { rows: [], failure: null, status: null };
  const parser = new protocol.Parser();
  let names: string[] = [];
  await database.execProtocolRawStream(protocol.serialize.query(sql), {
    syncToFs: false,
    onRawData: (data) =>
      parser.parse(data, (message) => {
        if (message.name === "rowDescription") {
          names = (message as unknown as { fields: { name: string }[] }).fields.map((field) => field.name);
          said.rows = [];
        } else if (message.name === "dataRow") {
          if (!wanted) return;
          const cells = (message as unknown as { fields: (string | null)[] }).fields;
          said.rows.push(Object.fromEntries(names.map((name, place) => [name, cells[place] ?? null])));
        } else if (message.name === "error") said.failure ??= toFailure(message as unknown as ServerError);
        else if (message.name === "readyForQuery") said.status = (message as unknown as { status: string }).status;
      }),
  });
  return said;
}

/** `Increase "max_stack_depth"`: nobody can, the engine is started by us. */
const SETTING_ADVICE = /\b([Ii]ncreas\w+|[Ss]et) (the configuration parameter )?"\w+_\w+"/;

interface ServerError {
  message: string;
  code?: string;
  detail?: string;
  hint?: string;
  position?: string;
}

function toFailure({ message, code, detail, hint, position }: ServerError): EngineFailure {
  return {
    message,
    code: code ?? "XX000",
    detail: detail ?? null,
    hint: hint === undefined || SETTING_ADVICE.test(hint) ? null : hint,
    position: position === undefined ? null : Number(position),
  };
}
