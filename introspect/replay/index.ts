/** Replays a migration history on an engine and reads the catalog that comes of it. */
import type { Catalog, Source } from "../../src/model/catalog.ts";
import { UserError } from "../../src/model/user-error.ts";
import { introspect } from "../index.ts";
import { DatabaseError } from "../session.ts";
import type { Engine } from "./engine.ts";
import type { History } from "./history.ts";
import { openEmbeddedEngine } from "./pglite.ts";

export interface ReplayOptions {
  /** Where to replay; left out, the embedded engine. It is closed at the end in either case. */
  engine?: Engine;
  /** ISO 8601; `null` takes the date of the git commit that the source stands at, where there is one. */
  asOf: string | null;
  /** Seconds that one step may take. */
  deadlineSeconds?: number;
  onProgress?(event: ReplayProgress): void;
}

/** A step is about to be run. */
export interface ReplayProgress {
  /** 1-based. */
  step: number;
  steps: number;
  file: string;
}

/** Runs every step in its order. Throws `UserError` where one fails; nothing of the catalog is read then. */
export async function replay(history: History, options: ReplayOptions): Promise<Catalog> {
  const engine =
    options.engine ??
    (await openEmbeddedEngine(
      options.deadlineSeconds === undefined ? {} : { deadlineSeconds: options.deadlineSeconds },
    ));
  try {
    for (const [place, { file, text }] of history.files.entries()) {
      options.onProgress?.({ step: place + 1, steps: history.files.length, file });
      try {
        await engine.execute(text);
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        throw new UserError(`${error.message} (SQLSTATE ${error.code})`, { place: file, hint: error.hint });
      }
    }
    const source: Source = { kind: history.kind, name: history.name, tool: history.tool, commit: null };
    return await introspect(engine, { source, asOf: options.asOf, live: false });
  } finally {
    await engine.close();
  }
}
