/** The embedded engine: PostgreSQL in WebAssembly, one instance in a worker thread of its own. */
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import { DatabaseError, type Row } from "../session.ts";
import { findEmptyCluster } from "./empty-cluster.ts";
import { type Engine, EngineLostError } from "./engine.ts";

/** What the worker is started with. */
export interface EngineStart {
  /** The file of the empty cluster; `null` runs initdb. */
  cluster: string | null;
  /** Extensions to load, all of them shipped. */
  extensions: string[];
}

export interface EngineRequest {
  id: number;
  kind: "query" | "execute";
  sql: string;
}

/** `lost` is `broken` for an engine that no longer computes, else what the engine died of. */
export type EngineReply =
  | { id: number; rows: Row[] | null }
  | {
      id: number;
      failure: {
        message: string;
        code: string;
        detail: string | null;
        hint: string | null;
        position: number | null;
      };
    }
  | { id: number; lost: string };

export interface EmbeddedEngineOptions {
  /** Extensions that the scripts create, by their SQL names; those that are not shipped are left out by the caller. */
  extensions?: readonly string[];
  /** Seconds that one call may take; the engine enforces no timeout of its own. */
  deadlineSeconds?: number;
  /** `null` runs initdb; left out, the cluster that the build made is used where it exists. */
  cluster?: string | null;
}

/**
 * The baseline compiler alone: the optimizing one costs half a gigabyte and more time than it gains on all but the
 * largest schemas. V8 has these flags for the whole process, so they hold only while an engine is open.
 */
function keepBaselineCompiler(keep: boolean): void {
  for (const flag of ["wasm-tier-up", "wasm-dynamic-tiering"]) setFlagsFromString(keep ? `--no-${flag}` : `--${flag}`);
}

const DEADLINE_SECONDS = 300;

/** Starts the engine. It must be closed, or the process does not end. Throws `EngineLostError`. */
export async function openEmbeddedEngine(options: EmbeddedEngineOptions = {}): Promise<Engine> {
  const engine = new EmbeddedEngine(options);
  await engine.started;
  return engine;
}

interface Pending {
  resolve(rows: Row[] | null): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

class EmbeddedEngine implements Engine {
  readonly kind = "pglite";
  readonly started: Promise<unknown>;
  readonly #worker: Worker;
  readonly #deadlineSeconds: number;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #end: EngineLostError | null = null;

  constructor(options: EmbeddedEngineOptions) {
    this.#deadlineSeconds = options.deadlineSeconds ?? DEADLINE_SECONDS;
    const start: EngineStart = {
      cluster: options.cluster === undefined ? findEmptyCluster() : options.cluster,
      extensions: [...(options.extensions ?? [])],
    };
    keepBaselineCompiler(true);
    const file = import.meta.url.endsWith(".ts") ? "./pglite-worker.ts" : "./pglite-worker.js";
    this.#worker = new Worker(new URL(file, import.meta.url), {
      workerData: start,
      execArgv: [],
      stderr: true,
      stdout: true,
    });
    this.#worker.on("message", (reply: EngineReply) => this.#receive(reply));
    this.#worker.on("error", (error) => this.#lose(`The embedded engine died: ${error.message}.`));
    this.#worker.on("exit", () => this.#lose("The embedded engine ended."));
    this.started = this.#expect(0);
  }

  async query<R extends Row = Row>(sql: string): Promise<R[]> {
    return (await this.#request("query", sql)) as R[];
  }

  async execute(sql: string): Promise<void> {
    await this.#request("execute", sql);
  }

  async close(): Promise<void> {
    this.#lose("The embedded engine was closed.");
    await this.#worker.terminate();
  }

  #request(kind: EngineRequest["kind"], sql: string): Promise<Row[] | null> {
    if (this.#end !== null) return Promise.reject(this.#end);
    this.#lastId += 1;
    const answer = this.#expect(this.#lastId);
    this.#worker.postMessage({ id: this.#lastId, kind, sql } satisfies EngineRequest);
    return answer;
  }

  #expect(id: number): Promise<Row[] | null> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#lose(`The embedded engine did not answer within ${this.#deadlineSeconds} s.`);
      }, this.#deadlineSeconds * 1000);
      this.#pending.set(id, { resolve, reject, timer });
    });
  }

  #receive(reply: EngineReply): void {
    const pending = this.#pending.get(reply.id);
    if (pending === undefined) return;
    if ("lost" in reply) {
      const how = reply.lost === "broken" ? "stopped working without an error" : `died: ${reply.lost}`;
      this.#lose(`The embedded engine ${how}.`);
      return;
    }
    this.#pending.delete(reply.id);
    clearTimeout(pending.timer);
    if ("failure" in reply) pending.reject(new DatabaseError(reply.failure.message, reply.failure));
    else pending.resolve(reply.rows);
  }

  /** Ends the engine for good: whoever waits, and whoever comes later, gets the reason. */
  #lose(reason: string): void {
    if (this.#end !== null) return;
    keepBaselineCompiler(false);
    this.#end = new EngineLostError(reason);
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(this.#end);
    }
    this.#pending.clear();
    void this.#worker.terminate();
  }
}
