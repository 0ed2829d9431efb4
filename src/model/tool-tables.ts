/** Tables that tools keep for themselves, in whatever schema they stand. */

/** In which migration tools keep what they have run. */
const RECORDS: ReadonlySet<string> = new Set([
  "SequelizeMeta",
  "__EFMigrationsHistory",
  "__diesel_schema_migrations",
  "__drizzle_migrations",
  "_prisma_migrations",
  "_sqlx_migrations",
  "_yoyo_migration",
  "aerich",
  "alembic_version",
  "atlas_schema_revisions",
  "bun_migrations",
  "databasechangelog",
  "django_migrations",
  "doctrine_migration_versions",
  "flyway_schema_history",
  "goose_db_version",
  "gorp_migrations",
  "kysely_migration",
  "knex_migrations",
  "mikro_orm_migrations",
  "pgmigrations",
  "phinxlog",
  "refinery_schema_history",
  "schema_migration",
  "schema_migrations",
  "schema_version",
  "schemaversion",
  "south_migrationhistory",
  "typeorm_metadata",
]);

/** What migration tools keep beside that, and the reference table of PostGIS. */
const COMPANIONS: ReadonlySet<string> = new Set([
  "_yoyo_log",
  "_yoyo_version",
  "ar_internal_metadata",
  "bun_migration_locks",
  "databasechangeloglock",
  "knex_migrations_lock",
  "kysely_migration_lock",
  "spatial_ref_sys",
  "yoyo_lock",
]);

/** Whether a table of that name is a tool's own, and no part of the user's schema. */
export function isToolTable(name: string): boolean {
  return RECORDS.has(name) || COMPANIONS.has(name);
}

/** The names of all of them that are known. */
export const MIGRATION_RECORDS: readonly string[] = [...RECORDS];

/** Whether a migration tool keeps what it has run in a table of that name. */
export function isMigrationRecord(name: string): boolean {
  return RECORDS.has(name);
}
