/** An embedded engine that the test files of one process share: starting one takes longer than most of them. */
import type { Engine, ProtocolEngine } from "../../introspect/replay/engine/engine.ts";
import { openEmbeddedEngine } from "../../introspect/replay/engine/pglite.ts";

/** What it can create. */
export const SHARED_EXTENSIONS: readonly string[] = [
  "btree_gist",
  "citext",
  "cube",
  "hstore",
  "ltree",
  "pg_trgm",
  "pgcrypto",
  "unaccent",
  "uuid-ossp",
];

let shared: ProtocolEngine | null = null;

/** A session as good as new, whatever the last script left it in. */
const RESET = [
  "ROLLBACK",
  "SET SESSION AUTHORIZATION postgres; RESET ROLE; RESET ALL",
  "CLOSE ALL; UNLISTEN *; SELECT pg_catalog.pg_advisory_unlock_all(); DEALLOCATE ALL; DISCARD TEMP; DISCARD SEQUENCES",
];

/** What is dropped one by one, first what watches or hangs on the rest: the kind, and a query for the names. */
const DROPPED: readonly [kind: string, names: string][] = [
  ["EVENT TRIGGER", "SELECT pg_catalog.quote_ident(evtname) FROM pg_catalog.pg_event_trigger"],
  ["PUBLICATION", "SELECT pg_catalog.quote_ident(pubname) FROM pg_catalog.pg_publication"],
  ["EXTENSION", "SELECT pg_catalog.quote_ident(extname) FROM pg_catalog.pg_extension WHERE oid >= 16384"],
  [
    "SCHEMA",
    "SELECT pg_catalog.quote_ident(nspname) FROM pg_catalog.pg_namespace WHERE oid >= 16384 AND nspname !~ '^pg_' OR nspname = 'public'",
  ],
  ["FOREIGN DATA WRAPPER", "SELECT pg_catalog.quote_ident(fdwname) FROM pg_catalog.pg_foreign_data_wrapper"],
  ["OWNED BY", "SELECT pg_catalog.quote_ident(rolname) FROM pg_catalog.pg_roles WHERE oid >= 16384"],
];

/** Drops all that a script made, but what `LEFT_BEHIND` looks for, and makes an empty `public`. */
const EMPTY = `
  DO $$ DECLARE name text; BEGIN
    ${DROPPED.map(([kind, names]) => `FOR name IN ${names} LOOP EXECUTE 'DROP ${kind} ' || name || ' CASCADE'; END LOOP;`).join("\n    ")}
    FOR name IN SELECT pg_catalog.quote_ident(rolname) FROM pg_catalog.pg_roles WHERE oid >= 16384 LOOP
      EXECUTE 'DROP ROLE ' || name;
    END LOOP;
    CREATE SCHEMA public;
  END $$`;

/** What an engine's own `public` has. */
const AS_AT_THE_START = `
  ALTER SCHEMA public OWNER TO pg_database_owner; GRANT USAGE ON SCHEMA public TO PUBLIC;
  COMMENT ON SCHEMA public IS 'standard public schema'`;

/** What a script may leave behind: objects outside its schemas, and changes of what belongs to the engine. */
const LEFT_BEHIND = [
  ...["authid", "extension", "cast", "language", "am", "event_trigger", "auth_members", "largeobject_metadata"],
  ...["class", "proc", "type", "collation", "operator", "opclass", "conversion", "ts_config", "ts_dict"],
]
  .map((name) => `SELECT FROM pg_catalog.pg_${name} WHERE oid >= 16384`)
  .concat(
    ["default_acl", "db_role_setting", "seclabel"].map((name) => `SELECT FROM pg_catalog.pg_${name}`),
    "SELECT FROM pg_catalog.pg_database WHERE datacl IS NOT NULL AND datname = current_database()",
    "SELECT FROM pg_catalog.pg_parameter_acl",
  )
  .join(" UNION ALL ");

/** The engine, with nothing in it but an empty schema `public`; a new one where the last script left more behind. */
export async function emptyEngine(): Promise<ProtocolEngine> {
  if (shared !== null) {
    if (await isEmptied(shared)) return shared;
    await shared.close();
  }
  shared = await openEmbeddedEngine({ extensions: SHARED_EXTENSIONS });
  await shared.execute(EMPTY);
  return shared;
}

/** The same for a replay, which closes its engine: as one that was just opened, but for `SHARED_EXTENSIONS`. */
export async function lendEngine(): Promise<Engine> {
  const engine = await emptyEngine();
  await engine.execute(AS_AT_THE_START);
  return {
    kind: engine.kind,
    query: (sql) => engine.query(sql),
    queryAll: (statements) => engine.queryAll(statements),
    execute: (sql) => engine.execute(sql),
    executeAll: (statements) => engine.executeAll(statements),
    close: async () => undefined,
  };
}

/** False also where the last script left the engine so that it cannot be emptied: in a failed transaction, or worse. */
async function isEmptied(engine: Engine): Promise<boolean> {
  try {
    for (const sql of RESET) await engine.execute(sql);
    await engine.execute(EMPTY);
    return (await engine.query(LEFT_BEHIND)).length === 0;
  } catch {
    return false;
  }
}
