/**
 * The extensions that the embedded engine ships: PostgreSQL's own, and pgvector from a package that fits the engine's
 * exact version. Each is loaded only where a script asks for it.
 */

/** The module under `@electric-sql/pglite/contrib` and the name of its export, by the extension's SQL name. */
const CONTRIB: ReadonlyMap<string, string> = new Map([
  ...[
    "amcheck",
    "bloom",
    "btree_gin",
    "btree_gist",
    "citext",
    "cube",
    "dict_int",
    "dict_xsyn",
    "earthdistance",
    "file_fdw",
    "fuzzystrmatch",
    "hstore",
    "intarray",
    "isn",
    "lo",
    "ltree",
    "moddatetime",
    "pageinspect",
    "pg_buffercache",
    "pg_freespacemap",
    "pg_stat_statements",
    "pg_surgery",
    "pg_trgm",
    "pg_visibility",
    "pg_walinspect",
    "pgcrypto",
    "seg",
    "tablefunc",
    "tcn",
    "tsm_system_rows",
    "tsm_system_time",
    "unaccent",
  ].map((name): [string, string] => [name, name]),
  ["uuid-ossp", "uuid_ossp"],
  // One bundle holds the four extensions of contrib/spi.
  ["autoinc", "moddatetime"],
  ["insert_username", "moddatetime"],
  ["refint", "moddatetime"],
]);

/** What an extension needs loaded besides itself, for CREATE EXTENSION … CASCADE. */
const REQUIRES: ReadonlyMap<string, string> = new Map([["earthdistance", "cube"]]);

/** Where an extension is found: a module and the name of its export. */
export interface EmbeddedExtension {
  module: string;
  key: string;
}

const EXTENSIONS: ReadonlyMap<string, EmbeddedExtension> = new Map([
  ...[...CONTRIB].map(([name, key]): [string, EmbeddedExtension] => [
    name,
    { module: `@electric-sql/pglite/contrib/${key}`, key },
  ]),
  ["vector", { module: "@electric-sql/pglite-pgvector", key: "vector" }],
]);

/** `null` where the embedded engine does not ship the extension. */
export function embeddedExtension(name: string): EmbeddedExtension | null {
  return EXTENSIONS.get(name) ?? null;
}

/** Every extension that the embedded engine ships, `plpgsql` (always there) aside. */
export const embeddedExtensions: readonly string[] = [...EXTENSIONS.keys()];

/** The shipped ones among the names, with what they require. */
export function loadableExtensions(names: Iterable<string>): string[] {
  const loaded = new Set<string>();
  for (const name of names) {
    if (!EXTENSIONS.has(name)) continue;
    loaded.add(name);
    const required = REQUIRES.get(name);
    if (required !== undefined) loaded.add(required);
  }
  return [...loaded].sort();
}
