/**
 * The worker thread that holds one embedded PostgreSQL. It speaks the wire protocol, so that every cell arrives as
 * PostgreSQL's own text, and looks whether each statement was answered to its end: some break the engine without an
 * error, after which every query succeeds and returns nothing.
 */
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { gunzipSync } from "node:zlib";
import { type Extension, type Extensions, PGlite, protocol } from "@electric-sql/pglite";
import type { Row } from "../../session.ts";
import { BackendAnswer, type BackendError } from "./backend-messages.ts";
import { type EmbeddedExtension, embeddedExtension } from "./embedded-extensions.ts";
import type { EngineFailure, EngineReply, EngineRequest, EngineStart } from "./pglite.ts";

const port = parentPort;
if (port === null) throw new Error("pglite-worker.ts runs in a worker thread only");
const start = workerData as EngineStart;
const progress = new Int32Array(start.progress);

/**
 * Locks for one transaction over a thousand tables and what hangs on them; files for sorting end before the disk; few
 * buffers, which are touched at the start one and all, since the files are in memory themselves.
 */
const SETTINGS = ["max_locks_per_transaction=1024", "temp_file_limit=1GB", "shared_buffers=64MB"];
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
  // The engine unpacks such a file itself, in many small pieces and twice the time.
  const cluster = start.cluster === null ? {} : { loadDataDir: new Blob([gunzipSync(readFileSync(start.cluster))]) };
  const startParams = [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ["-c", setting])];
  return PGlite.create({ pgliteWasmModule: start.program, extensions, startParams, ...cluster });
}

async function answer(request: EngineRequest): Promise<EngineReply> {
  const { id } = request;
  try {
    if ("messages" in request) return await exchange(id, request.messages);
    const { statements, rows } = request;
    const results: Row[][] = [];
    for (const [at, sql] of statements.entries()) {
      Atomics.store(progress, 0, at);
      const answered = await send(sql, rows);
      if (answered.status === null) return { id, lost: "broken" };
      if (answered.error !== null) return { id, at, failure: buildFailure(answered.error) };
      if (rows) results.push(answered.rows);
      await checkpoint(answered.status);
    }
    return { id, rows: results };
  } catch (error) {
    return { id, lost: error instanceof Error ? error.message : String(error) };
  }
}

/** Frontend messages that a ReadyForQuery answers: Query and Sync. */
const ANSWERED_TO_THE_END = new Set(["Q", "S"].map((type) => type.charCodeAt(0)));

/** The messages in between need no answer of their own: where one fails, the server skips to the next Sync. */
async function exchange(id: number, messages: Uint8Array): Promise<EngineReply> {
  const chunks: Uint8Array[] = [];
  const answered = new BackendAnswer(false);
  await database.execProtocolRawStream(messages, {
    syncToFs: false,
    onRawData: (data) => {
      chunks.push(data.slice());
      answered.take(data);
    },
  });
  if (answered.status === null && endsAnswered(messages)) return { id, lost: "broken" };
  if (answered.status !== null) await checkpoint(answered.status);
  return { id, bytes: Buffer.concat(chunks) };
}

function endsAnswered(messages: Uint8Array): boolean {
  const view = new DataView(messages.buffer, messages.byteOffset, messages.byteLength);
  let type = 0;
  for (let at = 0; at < messages.length; at += 1 + view.getUint32(at + 1)) type = messages[at] ?? 0;
  return ANSWERED_TO_THE_END.has(type);
}

async function checkpoint(status: string): Promise<void> {
  sinceCheckpoint += 1;
  if (sinceCheckpoint < CHECKPOINT_EVERY || status !== "I") return;
  sinceCheckpoint = 0;
  await send("CHECKPOINT", false);
}

/** One simple query, whose cells are text. Rows that nobody wants are let go as they come. */
async function send(sql: string, wanted: boolean): Promise<BackendAnswer> {
  const answered = new BackendAnswer(wanted);
  await database.execProtocolRawStream(protocol.serialize.query(sql), {
    syncToFs: false,
    onRawData: (data) => answered.take(data),
  });
  return answered;
}

/** `Increase "max_stack_depth"`: nobody can, the engine is started by us. */
const SETTING_ADVICE = /\b([Ii]ncreas\w+|[Ss]et) (the configuration parameter )?"\w+_\w+"/;

function buildFailure(error: BackendError): EngineFailure {
  const [hint, position] = [error.get("H"), error.get("P")];
  return {
    message: error.get("M") ?? "",
    code: error.get("C") ?? "XX000",
    detail: error.get("D") ?? null,
    hint: hint === undefined || SETTING_ADVICE.test(hint) ? null : hint,
    position: position === undefined ? null : Number(position),
  };
}
