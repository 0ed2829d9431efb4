/** The embedded engine: PostgreSQL in WebAssembly, one instance in a worker thread of its own. */
import { Worker } from "node:worker_threads";
import { DatabaseError, type Row } from "../../session.ts";
import { holdBaselineCompiler } from "./baseline-compiler.ts";
import { findEmptyCluster } from "./empty-cluster.ts";
import { EngineLostError, type EngineStop, type ProtocolEngine } from "./engine.ts";
import { compileEngineProgram } from "./engine-program.ts";
import { EngineWatch } from "./engine-watch.ts";

/** What the worker is started with. */
export interface EngineStart {
  program: WebAssembly.Module;
  /** The file of the empty cluster; `null` runs initdb. */
  cluster: string | null;
  /** Extensions to load, all of them shipped. */
  extensions: string[];
  /** One 32-bit number: the place of the statement that is running. */
  progress: SharedArrayBuffer;
}

/** Statements, and whether their rows are wanted; or messages of the protocol. */
export type EngineRequest =
  | { id: number; statements: readonly string[]; rows: boolean }
  | { id: number; messages: Uint8Array };

/** What of an error the server reported crosses the threads. */
export interface EngineFailure {
  message: string;
  code: string;
  detail: string | null;
  hint: string | null;
  position: number | null;
}

/** `lost` is `broken` for an engine that no longer computes, else what the engine died of. */
export type EngineReply =
  | { id: number; rows: Row[][] }
  | { id: number; bytes: Uint8Array }
  | { id: number; at: number; failure: EngineFailure }
  | { id: number; lost: string };

export interface EmbeddedEngineOptions {
  /** Extensions that the scripts create, by their SQL names; those that are not shipped are left out by the caller. */
  extensions?: readonly string[];
  /** Seconds that one statement may take; the engine enforces no timeout of its own. */
  deadlineSeconds?: number;
  /** Bytes by which the process may grow. */
  memoryBytes?: number;
  /** `null` runs initdb; left out, the cluster that the build made is used where it exists. */
  cluster?: string | null;
}

const DEADLINE_SECONDS = 300;
/** 5,000 tables take half of it. PostgreSQL's own memory ends at 2 GB, with an error of its own; its files come on top. */
const MEMORY_BYTES = 4 * 1024 ** 3;
/** What the machine or the container allows, less something for the rest. */
const MACHINE_BYTES = 0.8 * (process.constrainedMemory() || Number.POSITIVE_INFINITY);
/** PostgreSQL lets its stack grow to 2 MB of its own count, of which WebAssembly makes several times as much. */
const STACK_MEGABYTES = 64;

/** Starts the engine. It must be closed, or the process does not end. Throws `EngineLostError`. */
export async function openEmbeddedEngine(options: EmbeddedEngineOptions = {}): Promise<ProtocolEngine> {
  const release = holdBaselineCompiler();
  const engine = new EmbeddedEngine(options, await compileEngineProgram(), release);
  await engine.started;
  return engine;
}

type Answer = { rows: Row[][] } | { bytes: Uint8Array } | { stop: EngineStop };

interface Pending {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

class EmbeddedEngine implements ProtocolEngine {
  readonly kind = "pglite";
  readonly started: Promise<unknown>;
  readonly #worker: Worker;
  readonly #watch: EngineWatch;
  readonly #release: () => void;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #end: EngineLostError | null = null;

  constructor(options: EmbeddedEngineOptions, program: WebAssembly.Module, release: () => void) {
    this.#release = release;
    const progress = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    this.#watch = new EngineWatch({
      progress,
      deadlineSeconds: options.deadlineSeconds ?? DEADLINE_SECONDS,
      memoryBytes: options.memoryBytes ?? Math.min(MEMORY_BYTES, MACHINE_BYTES),
      onExcess: (reason) => this.#lose(reason),
    });
    const start: EngineStart = {
      program,
      cluster: options.cluster === undefined ? findEmptyCluster() : options.cluster,
      extensions: [...(options.extensions ?? [])],
      progress,
    };
    const file = import.meta.url.endsWith(".ts") ? "./pglite-worker.ts" : "./pglite-worker.js";
    this.#worker = new Worker(new URL(file, import.meta.url), {
      workerData: start,
      resourceLimits: { stackSizeMb: STACK_MEGABYTES },
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
    const [rows = []] = await this.queryAll([sql]);
    return rows as R[];
  }

  async queryAll(statements: readonly string[]): Promise<Row[][]> {
    const answer = await this.#request({ statements, rows: true });
    if ("stop" in answer) throw answer.stop.error;
    return "rows" in answer ? answer.rows : [];
  }

  async execute(sql: string): Promise<void> {
    const stop = await this.executeAll([sql]);
    if (stop !== null) throw stop.error;
  }

  async executeAll(statements: readonly string[]): Promise<EngineStop | null> {
    const answer = await this.#request({ statements, rows: false });
    return "stop" in answer ? answer.stop : null;
  }

  async exchange(messages: Uint8Array): Promise<Buffer> {
    const answer = await this.#request({ messages });
    if (!("bytes" in answer)) throw new Error("The engine's thread gave no messages.");
    const { buffer, byteOffset, byteLength } = answer.bytes;
    return Buffer.from(buffer, byteOffset, byteLength);
  }

  async close(): Promise<void> {
    this.#lose("The embedded engine was closed.");
    await this.#worker.terminate();
  }

  #request(asked: { statements: readonly string[]; rows: boolean } | { messages: Uint8Array }): Promise<Answer> {
    if (this.#end !== null) return Promise.reject(this.#end);
    this.#lastId += 1;
    const answer = this.#expect(this.#lastId);
    this.#worker.postMessage({ id: this.#lastId, ...asked } satisfies EngineRequest);
    return answer;
  }

  #expect(id: number): Promise<Answer> {
    this.#watch.begin();
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
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
    if (this.#pending.size === 0) this.#watch.end();
    if ("failure" in reply) {
      pending.resolve({ stop: { at: reply.at, error: new DatabaseError(reply.failure.message, reply.failure) } });
    } else pending.resolve(reply);
  }

  /** Ends the engine for good: whoever waits, and whoever comes later, gets the reason. */
  #lose(reason: string): void {
    if (this.#end !== null) return;
    this.#release();
    this.#watch.end();
    this.#end = new EngineLostError(reason, this.#pending.size === 0 ? null : this.#watch.running);
    for (const { reject } of this.#pending.values()) reject(this.#end);
    this.#pending.clear();
    void this.#worker.terminate();
  }
}
