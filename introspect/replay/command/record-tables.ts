/** The tables by which steps are told apart where the user names none. */
import { MIGRATION_RECORDS } from "../../../src/model/tool-tables.ts";
import type { TableName } from "./bookkeeping-sql.ts";

/** Of tools that call theirs by names that others use for tables of their own. */
const COMMON_NAMES = ["kysely_migration", "migrations", "seaql_migrations"];

export const RECORD_TABLES: readonly TableName[] = [...MIGRATION_RECORDS, ...COMMON_NAMES].map((name) => ({
  schema: null,
  name,
}));
