/** What a live server counts and estimates: sizes, pg_stat views, pg_stats without any value of a row. */
import { columnSince } from "../connect/server-version.ts";
import { ifPrintable, type Scope, SHOWN_RELATIONS, USER_SCHEMA } from "./scope.ts";

export type RelationStatisticsRow = {
  oid: string;
  /** Bytes of the data itself, without its free space and visibility maps; NULL where a lock is in the way. */
  table_size: string | null;
  /** Bytes of the TOAST table's data. */
  toast_size: string | null;
  seq_scan: string | null;
  seq_tup_read: string | null;
  idx_scan: string | null;
  n_tup_ins: string | null;
  n_tup_upd: string | null;
  n_tup_del: string | null;
  n_live_tup: string | null;
  n_dead_tup: string | null;
  n_mod_since_analyze: string | null;
};

/** One look at one file a relation: pg_total_relation_size would look at twelve and more. */
export function relationStatisticsSql(scope: Scope): string {
  const size = (oid: string) => ifPrintable(scope, "relation", "c.oid", `pg_relation_size(${oid})`);
  return `
SELECT c.oid, ${size("c.oid")} AS table_size,
  CASE WHEN c.reltoastrelid = 0 THEN 0 ELSE ${size("c.reltoastrelid")} END AS toast_size,
  st.seq_scan, st.seq_tup_read, st.idx_scan, st.n_tup_ins, st.n_tup_upd, st.n_tup_del, st.n_live_tup, st.n_dead_tup,
  st.n_mod_since_analyze
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_stat_user_tables st ON st.relid = c.oid
WHERE c.relkind IN ('r', 'm') AND ${USER_SCHEMA}`;
}

export type IndexStatisticsRow = {
  indexrelid: string;
  indrelid: string;
  size: string | null;
  idx_scan: string | null;
  last_idx_scan: string | null;
};

/** Those of partitions too: they count in the size of their table. */
export function indexStatisticsSql(scope: Scope): string {
  return `
SELECT i.indexrelid, i.indrelid, ${ifPrintable(scope, "relation", "i.indrelid", "pg_relation_size(i.indexrelid)")} AS size,
  st.idx_scan,
  to_char(${columnSince(scope.major, "st", "last_idx_scan")} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
    AS last_idx_scan
FROM pg_index i
JOIN pg_class ic ON ic.oid = i.indexrelid AND ic.relkind = 'i'
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_stat_user_indexes st ON st.indexrelid = i.indexrelid
WHERE ${SHOWN_RELATIONS} AND ${USER_SCHEMA}`;
}

export type ColumnStatisticsRow = {
  schemaname: string;
  tablename: string;
  attname: string;
  null_frac: string;
  n_distinct: string;
};

export const COLUMN_STATISTICS_SQL = `
SELECT s.schemaname, s.tablename, s.attname, s.null_frac, s.n_distinct
FROM pg_stats s
JOIN pg_namespace n ON n.nspname = s.schemaname
WHERE NOT s.inherited AND ${USER_SCHEMA}`;

export type SequenceStateRow = { schemaname: string; sequencename: string; last_value: string | null };

/** As pg_sequences has it, but for those whose last value another session's lock keeps. */
export function sequenceStatesSql(scope: Scope): string {
  return `
SELECT n.nspname AS schemaname, c.relname AS sequencename,
  CASE WHEN has_sequence_privilege(c.oid, 'SELECT, USAGE')
    THEN ${ifPrintable(scope, "relation", "c.oid", "pg_sequence_last_value(c.oid)")} END AS last_value
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'S' AND ${USER_SCHEMA}`;
}

/** How much of the statistics the role may not see. */
export type HiddenRow = { current_user: string; relations: string; sequences: string };

export const HIDDEN_SQL = `
SELECT current_user,
  count(*) FILTER (WHERE ${SHOWN_RELATIONS} AND NOT has_any_column_privilege(c.oid, 'SELECT')) AS relations,
  count(*) FILTER (WHERE c.relkind = 'S' AND NOT has_sequence_privilege(c.oid, 'SELECT, USAGE')) AS sequences
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ${USER_SCHEMA} AND (c.relkind = 'S' OR ${SHOWN_RELATIONS})`;
