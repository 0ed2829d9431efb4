/** What replays a history: a PostgreSQL to run scripts on that is thrown away afterwards. */
import type { Session } from "../session.ts";

export interface Engine extends Session {
  readonly kind: "pglite" | "server";
  /** Runs a script in one implicit transaction (one simple query). Throws `DatabaseError`, or `EngineLostError`. */
  execute(sql: string): Promise<void>;
  /** Ends the engine and frees what it holds; a scratch database is dropped. */
  close(): Promise<void>;
}

/** The engine hung, broke silently or died; it must not be used again. `message` says which and what to do. */
export class EngineLostError extends Error {
  override readonly name = "EngineLostError";
}
