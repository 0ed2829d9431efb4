/**
 * The worker thread that holds one embedded PostgreSQL. It speaks the wire protocol, so that every cell arrives as
 * PostgreSQL's own text, and checks after every script that the engine still computes: some statements break it
 * without an error, after which every query succeeds and returns nothing.
 */
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { type Extension, type Extensions, PGlite, protocol } from "@electric-sql/pglite";
import { embeddedExtension } from "./embedded-extensions.ts";
import type { EngineReply, EngineRequest, EngineStart } from "./pglite.ts";

type BackendMessages = Awaited<ReturnType<PGlite["execProtocolStream"]>>;

const port = parentPort;
if (port === null) throw new Error("pglite-worker.ts runs in a worker thread only");
const start = workerData as EngineStart;

const database = await boot();
port.on("message", (request: EngineRequest) => {
  void answer(request).then((reply) => port.postMessage(reply));
});
port.postMessage({ id: 0, rows: null } satisfies EngineReply);

async function boot(): Promise<PGlite> {
  const extensions: Extensions = {};
  for (const name of start.extensions) {
    const { module, key } = embeddedExtension(name) as { module: string; key: string };
    extensions[key] = (await import(`@electric-sql/pglite/contrib/${module}`))[key] as Extension;
  }
  const cluster = start.cluster === null ? {} : { loadDataDir: new Blob([readFileSync(start.cluster)]) };
  return PGlite.create({ extensions, ...cluster });
}

async function answer(request: EngineRequest): Promise<EngineReply> {
  try {
    const messages = await send(request.sql);
    const failure = errorOf(messages);
    if (failure !== null) {
      // Inside a failed transaction every query fails; the check follows once it has been rolled back.
      if (statusOf(messages) === "I" && !(await computes())) return { id: request.id, lost: "broken" };
      return { id: request.id, failure };
    }
    if (statusOf(messages) === null) return { id: request.id, lost: "broken" };
    if (request.kind === "query") return { id: request.id, rows: toRows(messages) };
    return (await computes()) ? { id: request.id, rows: null } : { id: request.id, lost: "broken" };
  } catch (error) {
    return { id: request.id, lost: error instanceof Error ? error.message : String(error) };
  }
}

/** One simple query. The errors that the server sends are among the messages. */
function send(sql: string): Promise<BackendMessages> {
  return database.execProtocolStream(protocol.serialize.query(sql), { throwOnError: false, syncToFs: false });
}

/**
 * The sentinel: an engine that has broken silently answers it with no row. It calls nothing, since scripts may have
 * put an operator of their own before PostgreSQL's.
 */
async function computes(): Promise<boolean> {
  const rows = toRows(await send("SELECT 42 AS answer"));
  return rows.length === 1 && rows[0]?.answer === "42";
}

/** The rows of the last result; cells are text in every case, since simple queries answer in text format. */
function toRows(messages: BackendMessages): Record<string, string | null>[] {
  let names: string[] = [];
  let rows: Record<string, string | null>[] = [];
  for (const message of messages) {
    if (message.name === "rowDescription") {
      names = (message as unknown as { fields: { name: string }[] }).fields.map((field) => field.name);
      rows = [];
    } else if (message.name === "dataRow") {
      const cells = (message as unknown as { fields: (string | null)[] }).fields;
      rows.push(Object.fromEntries(names.map((name, place) => [name, cells[place] ?? null])));
    }
  }
  return rows;
}

/** The transaction state that the last message tells: idle, in a transaction, failed; `null` where there is none. */
function statusOf(messages: BackendMessages): string | null {
  const last = messages.findLast((message) => message.name === "readyForQuery");
  return last === undefined ? null : (last as unknown as { status: string }).status;
}

function errorOf(messages: BackendMessages): EngineFailure | null {
  const message = messages.find((candidate) => candidate.name === "error") as unknown as ServerError | undefined;
  if (message === undefined) return null;
  return {
    message: message.message,
    code: message.code ?? "XX000",
    detail: message.detail ?? null,
    hint: message.hint ?? null,
    position: message.position === undefined ? null : Number(message.position),
  };
}

interface ServerError {
  message: string;
  code?: string;
  detail?: string;
  hint?: string;
  position?: string;
}

type EngineFailure = Extract<EngineReply, { failure: unknown }>["failure"];
