/** Since when a server counts, and its statements. */
import { quoteQualified } from "../../src/model/names.ts";

export type CountersRow = {
  now: string;
  standby: string;
  stats_reset: string | null;
  /** The oldest vacuum or analyze that a table of this database remembers. */
  oldest_record: string | null;
};

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS"Z"'`;

/** Tables shared by all databases are left out: their counters are not this database's. */
export const COUNTERS_SQL = `
SELECT to_char(now() AT TIME ZONE 'UTC', ${ISO}) AS now, pg_is_in_recovery() AS standby,
  to_char(db.stats_reset AT TIME ZONE 'UTC', ${ISO}) AS stats_reset,
  (SELECT to_char(min(least(pg_stat_get_last_vacuum_time(c.oid), pg_stat_get_last_autovacuum_time(c.oid),
      pg_stat_get_last_analyze_time(c.oid), pg_stat_get_last_autoanalyze_time(c.oid))) AT TIME ZONE 'UTC', ${ISO})
    FROM pg_class c WHERE c.relkind IN ('r', 'm', 't') AND NOT c.relisshared) AS oldest_record
FROM pg_stat_database db
WHERE db.datname = current_database()`;

/** Who could put something else where an extension's objects are, by renaming its schema, while a superuser reads. */
export type UntrustedOwnerRow = { rolname: string };

/**
 * The owner of the extension's schema, where the role that reads is a superuser and the owner is not; else no row.
 * pg_database_owner stands for the owner of the database.
 */
export function untrustedOwnerSql(extension: string): string {
  return `
SELECT owner.rolname
FROM pg_extension ext
JOIN pg_namespace n ON n.oid = ext.extnamespace
JOIN pg_database db ON db.datname = current_database()
JOIN pg_roles owner ON owner.oid = CASE WHEN n.nspowner = 'pg_database_owner'::regrole THEN db.datdba ELSE n.nspowner END
JOIN pg_roles reader ON reader.rolname = current_user
WHERE ext.extname = '${extension}' AND reader.rolsuper AND NOT owner.rolsuper`;
}

export type StatementRow = {
  /** NULL where the text is too long to be parsed, or lost. */
  query: string | null;
  calls: string;
  /** Milliseconds. */
  time: string;
  /** Milliseconds of all statements of the database. */
  total_time: string;
  /** How many entries have this text. */
  entries: string;
  stats_reset: string | null;
  dealloc: string | null;
};

/** What stands for the text of another role's statement. */
export const HIDDEN_TEXT = "<insufficient privilege>";

const MOST = 200;
const LEAST_SHARE = 0.001;
const LONGEST = 50_000;

/**
 * The statements of this database that take the most time, and all that take a thousandth of it. A statement within
 * a function counts in the function's time too, so the whole is that of the outer ones, where the version tells them
 * apart. `minor` is that of the extension's version 1.x, at least 8.
 */
export function statementsSql(schema: string, minor: number): string {
  const outer = minor >= 9 ? "FILTER (WHERE s.toplevel)" : "";
  const [columns, info] =
    minor >= 9
      ? [
          `to_char(i.stats_reset AT TIME ZONE 'UTC', ${ISO}) AS stats_reset, i.dealloc`,
          `CROSS JOIN ${quoteQualified(schema, "pg_stat_statements_info")} i`,
        ]
      : ["NULL AS stats_reset, NULL AS dealloc", ""];
  return `
WITH texts AS (
  SELECT s.query, sum(s.calls) AS calls, sum(s.total_exec_time) AS time, count(*) AS entries,
    sum(sum(s.total_exec_time) ${outer}) OVER () AS total_time,
    row_number() OVER (ORDER BY sum(s.total_exec_time) DESC, s.query) AS place
  FROM ${quoteQualified(schema, "pg_stat_statements")} s
  JOIN pg_database db ON db.oid = s.dbid AND db.datname = current_database()
  GROUP BY s.query)
SELECT CASE WHEN length(t.query) <= ${LONGEST} THEN t.query END AS query, t.calls, t.time, t.total_time, t.entries,
  ${columns}
FROM texts t
${info}
WHERE t.place <= ${MOST} OR t.time > ${LEAST_SHARE} * t.total_time OR t.query = '${HIDDEN_TEXT}'`;
}
