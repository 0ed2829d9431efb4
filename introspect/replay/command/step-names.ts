/** What tools call a step in the tables in which they keep what they have run. */
import type { TableName } from "./bookkeeping-sql.ts";

/** A row of such a table, as JSON has it. */
export type RecordRow = Readonly<Record<string, unknown>>;

interface RecordTable {
  /** As its makers write it; left out where the table is several tools'. */
  tool?: string;
  /** Columns that together are the step's version; the first that is there, where the table is several tools'. */
  version?: readonly string[];
  name?: string;
}

/** By the table's name. */
const TABLES: Readonly<Record<string, RecordTable>> = {
  SequelizeMeta: { tool: "Sequelize", version: ["name"] },
  __EFMigrationsHistory: { tool: "Entity Framework Core", version: ["MigrationId"] },
  __diesel_schema_migrations: { tool: "diesel", version: ["version"] },
  __drizzle_migrations: { tool: "Drizzle", version: ["created_at"] },
  _prisma_migrations: { tool: "Prisma", version: ["migration_name"] },
  _sqlx_migrations: { tool: "sqlx", version: ["version"], name: "description" },
  _yoyo_migration: { tool: "yoyo", version: ["migration_id"] },
  aerich: { tool: "Aerich", version: ["version"] },
  alembic_version: { tool: "Alembic", version: ["version_num"] },
  atlas_schema_revisions: { tool: "Atlas", version: ["version"], name: "description" },
  bun_migrations: { tool: "Bun", version: ["name"] },
  databasechangelog: { tool: "Liquibase", version: ["filename", "author", "id"], name: "description" },
  django_migrations: { tool: "Django", version: ["app", "name"], name: "name" },
  doctrine_migration_versions: { tool: "Doctrine", version: ["version"] },
  flyway_schema_history: { tool: "Flyway", name: "description" },
  goose_db_version: { tool: "goose", version: ["version_id"] },
  gorp_migrations: { tool: "sql-migrate", version: ["id"] },
  knex_migrations: { tool: "Knex", version: ["name"] },
  mikro_orm_migrations: { tool: "MikroORM", version: ["name"] },
  pgmigrations: { tool: "node-pg-migrate", version: ["name"] },
  phinxlog: { tool: "Phinx", version: ["version"], name: "migration_name" },
  refinery_schema_history: { tool: "refinery", version: ["version"], name: "name" },
};

/** Where a table is not known, or is several tools': the first of these that the row has a value in. */
const VERSIONS = [
  "version_num",
  "version_id",
  "version",
  "migration_id",
  "migration",
  "script",
  "filename",
  "name",
  "id",
];
const NAMES = ["description", "migration_name", "script", "filename", "name"];

/** The tool whose table it is; `null` where it is not known, or several tools have one of that name. */
export function toolOf({ name }: TableName, row: RecordRow): string | null {
  const known = Object.hasOwn(TABLES, name) ? TABLES[name]?.tool : undefined;
  if (known !== undefined) return known;
  if (name === "schema_migrations" && "dirty" in row) return "golang-migrate";
  if (name === "migrations" && "timestamp" in row) return "TypeORM";
  return name === "migrations" && "batch" in row ? "Laravel" : null;
}

/** The step that a row is about, as the tool calls it; `null` where the row is about none. */
export function readStepName({ name: table }: TableName, row: RecordRow): { version: string; name: string } | null {
  const known = (Object.hasOwn(TABLES, table) ? TABLES[table] : undefined) ?? {};
  const parts = (known.version ?? []).map((column) => readText(row[column]));
  const version = parts.length > 0 && parts.every((part) => part !== null) ? parts.join(".") : firstOf(VERSIONS, row);
  // goose begins its table with a row that is no step.
  if (version === null || (table === "goose_db_version" && version === "0")) return null;
  const name = (known.name === undefined ? null : readText(row[known.name])) ?? firstOf(NAMES, row) ?? version;
  return { version, name };
}

function firstOf(columns: readonly string[], row: RecordRow): string | null {
  for (const column of columns) {
    const text = readText(row[column]);
    if (text !== null) return text;
  }
  return null;
}

function readText(value: unknown): string | null {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}
