/** A scratch database in the embedded engine, made from statements, for trying something and reading what comes of it. */
import type { Catalog, Omission, Source } from "../../../src/model/catalog.ts";
import { UserError } from "../../../src/model/user-error.ts";
import { introspect } from "../../index.ts";
import type { Row } from "../../session.ts";
import { DatabaseError } from "../../session.ts";
import { prepare } from "../index.ts";
import { findNeeds } from "../limits/preparation.ts";
import { beginReplay } from "../replay-state.ts";
import { runStep } from "../step/run-step.ts";
import { loadableExtensions } from "./embedded-extensions.ts";
import { EngineLostError } from "./engine.ts";
import { resetSession } from "./fresh-session.ts";
import { openEmbeddedEngine } from "./pglite.ts";

export interface Scratch {
  /** What of the statements the embedded engine could not run. */
  readonly omissions: readonly Omission[];
  /** Runs a script in one implicit transaction. What PostgreSQL says against it, or `null` where it ran. */
  attempt(sql: string): Promise<string | null>;
  /** Rows of one SELECT, cells as text. */
  query<R extends Row>(sql: string): Promise<R[]>;
  /** The catalog as it stands now. */
  read(): Promise<Catalog>;
  /** Ends the engine; nothing of it is left. */
  close(): Promise<void>;
}

export interface ScratchOptions {
  /** Names the statements in errors: `the catalog's own DDL`. */
  name: string;
  /** The `source` of the catalogs that are read. */
  source: Source;
  /** Seconds that one call may take. */
  deadlineSeconds?: number;
}

/**
 * Runs the statements, each without its semicolon, as a replay does: with the extensions that the engine ships, with
 * roles and collations made up where they are only named. Throws `UserError` where a statement fails.
 */
export async function openScratch(statements: readonly string[], options: ScratchOptions): Promise<Scratch> {
  const { name, source, deadlineSeconds } = options;
  const script = statements.map((text, place) => ({ text, file: name, line: place + 1 }));
  const needs = findNeeds(script);
  const extensions = loadableExtensions(needs.extensions);
  const engine = await openEmbeddedEngine({
    extensions,
    ...(deadlineSeconds === undefined ? {} : { deadlineSeconds }),
  });
  const state = beginReplay(engine);
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof EngineLostError)) throw error;
      throw new UserError(error.message, { place: name, cause: error });
    }
  };
  try {
    await guard(async () => {
      await prepare(needs, state);
      await runStep({ file: name, statements: script, inTransaction: false, kind: "script" }, state);
      // Nothing may hang on a search_path: what is tried here is run elsewhere.
      await resetSession(engine, "''");
    });
  } catch (error) {
    await engine.close();
    throw error;
  }
  return {
    omissions: state.omissions,
    attempt: (sql) =>
      guard(async () => {
        try {
          await engine.execute(sql);
          return null;
        } catch (error) {
          if (!(error instanceof DatabaseError)) throw error;
          await engine.execute("ROLLBACK");
          return error.message;
        }
      }),
    query: (sql) => guard(() => engine.query(sql)),
    read: () =>
      guard(() => introspect(engine, { source, asOf: null, live: false, inventedRoles: [...state.inventedRoles] })),
    close: () => engine.close(),
  };
}
