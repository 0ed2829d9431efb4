/** Storage options: what PostgreSQL documents, and nothing that a server keeps there for itself. */
import type { Option } from "../../src/model/shared-parts.ts";
import { decodeOptions, NONE } from "./decode.ts";

/** https://www.postgresql.org/docs/current/sql-altertable.html, "attribute options". */
const COLUMN_OPTIONS = new Set(["n_distinct", "n_distinct_inherited"]);

/**
 * Of tables (those of their TOAST tables are among them) and materialized views, and of views.
 * https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-STORAGE-PARAMETERS
 * https://www.postgresql.org/docs/current/sql-createview.html
 */
const RELATION_OPTIONS = new Set([
  "autovacuum_analyze_scale_factor",
  "autovacuum_analyze_threshold",
  "autovacuum_enabled",
  "autovacuum_freeze_max_age",
  "autovacuum_freeze_min_age",
  "autovacuum_freeze_table_age",
  "autovacuum_multixact_freeze_max_age",
  "autovacuum_multixact_freeze_min_age",
  "autovacuum_multixact_freeze_table_age",
  "autovacuum_vacuum_cost_delay",
  "autovacuum_vacuum_cost_limit",
  "autovacuum_vacuum_insert_scale_factor",
  "autovacuum_vacuum_insert_threshold",
  "autovacuum_vacuum_max_threshold",
  "autovacuum_vacuum_scale_factor",
  "autovacuum_vacuum_threshold",
  "fillfactor",
  "log_autovacuum_min_duration",
  "parallel_workers",
  "toast_tuple_target",
  "user_catalog_table",
  "vacuum_index_cleanup",
  "vacuum_max_eager_freeze_failure_rate",
  "vacuum_truncate",
  ...["check_option", "security_barrier", "security_invoker"],
]);

/** https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-STORAGE-PARAMETERS, by method. */
const INDEX_OPTIONS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["btree", new Set(["deduplicate_items", "fillfactor"])],
  ["hash", new Set(["fillfactor"])],
  ["gist", new Set(["buffering", "fillfactor"])],
  ["spgist", new Set(["fillfactor"])],
  ["gin", new Set(["fastupdate", "gin_pending_list_limit"])],
  ["brin", new Set(["autosummarize", "pages_per_range"])],
]);

/** Options of a column, pg_attribute.attoptions. */
export function decodeColumnOptions(cell: string | null): Option[] {
  return keep(cell, (name) => COLUMN_OPTIONS.has(name));
}

/** Options of a table or view, pg_class.reloptions. Other table access methods than `heap` have options of their own. */
export function decodeRelationOptions(cell: string | null, accessMethod: string | null): Option[] {
  const documented = accessMethod === null || accessMethod === "heap";
  return keep(cell, documented ? (name) => RELATION_OPTIONS.has(name) : isOfAnExtension);
}

/** Options of an index, pg_class.reloptions. Other methods than PostgreSQL's have options of their own. */
export function decodeIndexOptions(cell: string | null, method: string): Option[] {
  const documented = INDEX_OPTIONS.get(method);
  return keep(cell, documented === undefined ? isOfAnExtension : (name) => documented.has(name));
}

/** Parameters of an operator class, pg_attribute.attoptions of an index: each class documents its own. */
export function decodeOperatorClassParameters(cell: string | null): Option[] {
  return keep(cell, isOfAnExtension);
}

/** The prefix is PostgreSQL's own, for names of every kind. */
function isOfAnExtension(name: string): boolean {
  return !name.startsWith("pg_");
}

function keep(cell: string | null, documented: (name: string) => boolean): Option[] {
  const options = decodeOptions(cell);
  if (options.length === 0) return NONE;
  const kept = options.filter(({ name }) => documented(name));
  return kept.length === 0 ? NONE : kept;
}
