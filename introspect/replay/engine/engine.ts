/** What replays a history: a PostgreSQL to run scripts on that is thrown away afterwards. */
import type { DatabaseError, Row, Session } from "../../session.ts";

export interface Engine extends Session {
  readonly kind: "pglite" | "server";
  /** Rows of each statement; each is a query of its own. Throws `DatabaseError` for the first that fails, or `EngineLostError`. */
  queryAll(statements: readonly string[]): Promise<Row[][]>;
  /** Runs a script in one implicit transaction (one simple query). Throws `DatabaseError`, or `EngineLostError`. */
  execute(sql: string): Promise<void>;
  /**
   * Runs statements one after the other, each as a query of its own, up to the first that fails; `null` where none
   * does. Throws `EngineLostError`, whose `at` is the statement that was running.
   */
  executeAll(statements: readonly string[]): Promise<EngineStop | null>;
  /** Ends the engine and frees what it holds; a scratch database is dropped. */
  close(): Promise<void>;
}

/** An engine whose session is spoken to in PostgreSQL's own protocol too. PostgreSQL manual, 53 (Protocol). */
export interface ProtocolEngine extends Engine {
  /**
   * Sends whole messages of the frontend and gives what the backend answers to them. Data for a COPY stand in one call
   * with their statement and their end. Throws `EngineLostError`, also where no ReadyForQuery answers a query or a Sync.
   */
  exchange(messages: Uint8Array): Promise<Buffer>;
}

export interface EngineStop {
  /** The failed statement's place among those that were sent. */
  at: number;
  error: DatabaseError;
}

/** The engine hung, broke silently or died; it must not be used again. `message` says which. */
export class EngineLostError extends Error {
  override readonly name = "EngineLostError";
  /** The place of the statement that was running among those that were sent; `null` where none was. */
  readonly at: number | null;

  constructor(message: string, at: number | null = null) {
    super(message);
    this.at = at;
  }
}
