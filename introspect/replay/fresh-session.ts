/** A session as psql would open it for each file. */
import type { Engine } from "./engine.ts";

/**
 * Makes the session as good as new. DISCARD ALL would also throw away the statement that reads fingerprints, and in
 * the embedded engine RESET SESSION AUTHORIZATION does nothing, and the default search_path is another than a server's.
 */
export async function resetSession(engine: Engine, searchPath: string): Promise<void> {
  const authorization = engine.kind === "pglite" ? "SET SESSION AUTHORIZATION postgres" : "RESET SESSION AUTHORIZATION";
  await engine.execute(
    `${authorization}; RESET ROLE; RESET ALL; CLOSE ALL; UNLISTEN *; SELECT pg_catalog.pg_advisory_unlock_all(); DISCARD TEMP;
    DISCARD SEQUENCES; SET search_path = ${searchPath}; SET plan_cache_mode = force_generic_plan`,
  );
}
