/** A session as psql would open it for each file. */
import type { Engine } from "./engine.ts";

/** Makes the session as good as new. Throws `EngineLostError`. */
export async function resetSession(engine: Engine, searchPath: string): Promise<void> {
  await engine.execute(resetStatements(engine, searchPath));
}

/**
 * SQL that makes the session as good as new. DISCARD ALL would also throw away the queries that are prepared, and in
 * the embedded engine RESET SESSION AUTHORIZATION does nothing, and the default search_path is another than a server's.
 */
export function resetStatements(engine: Engine, searchPath: string): string {
  return `${backToOurselves(engine)}; RESET ALL; CLOSE ALL; UNLISTEN *; SELECT pg_catalog.pg_advisory_unlock_all(); DISCARD TEMP;
    DISCARD SEQUENCES; SET search_path = ${searchPath}; SET plan_cache_mode = force_generic_plan`;
}

/** SQL that takes back whatever role was taken on. */
export function backToOurselves({ kind }: Pick<Engine, "kind">): string {
  return `${kind === "pglite" ? "SET SESSION AUTHORIZATION postgres" : "RESET SESSION AUTHORIZATION"}; RESET ROLE`;
}
