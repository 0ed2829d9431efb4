/** An embedded engine that the test files of one process share: starting one takes longer than most of them. */
import type { Engine, ProtocolEngine } from "../../introspect/replay/engine/engine.ts";
import { openEmbeddedEngine } from "../../introspect/replay/engine/pglite.ts";

const EXTENSIONS = ["btree_gist", "pg_trgm"];

let shared: ProtocolEngine | null = null;

/** Drops every schema but the system's, and makes an empty `public`. */
const EMPTY = `
  DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT quote_ident(nspname) FROM pg_catalog.pg_namespace WHERE oid >= 16384 OR nspname = 'public' LOOP
      EXECUTE 'DROP SCHEMA ' || name || ' CASCADE';
    END LOOP;
    CREATE SCHEMA public;
  END $$`;

/** What a script leaves behind beside its schemas. */
const LEFT_BEHIND = ["roles", "extension", "cast", "language", "am", "foreign_data_wrapper", "event_trigger"]
  .map((name) => `SELECT FROM pg_catalog.pg_${name} WHERE oid >= 16384`)
  .concat(["publication", "default_acl", "db_role_setting"].map((name) => `SELECT FROM pg_catalog.pg_${name}`))
  .join(" UNION ALL ");

/** The engine, with nothing in it but an empty schema `public`; a new one where the last script left more than schemas. */
export async function emptyEngine(): Promise<ProtocolEngine> {
  if (shared !== null) {
    if (await isEmptied(shared)) return shared;
    await shared.close();
  }
  shared = await openEmbeddedEngine({ extensions: EXTENSIONS });
  await shared.execute(EMPTY);
  return shared;
}

/** False also where the last script left the engine so that it cannot be emptied: in a failed transaction, or worse. */
async function isEmptied(engine: Engine): Promise<boolean> {
  try {
    await engine.execute(`RESET ALL; DEALLOCATE ALL; ${EMPTY}`);
    return (await engine.query(LEFT_BEHIND)).length === 0;
  } catch {
    return false;
  }
}
