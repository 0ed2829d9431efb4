/** pg_stat_archiver. */
export type ArchiverRow = {
  archived_count: string;
  last_archived_time: string | null;
  failed_count: string;
  last_failed_time: string | null;
};

/** To the millisecond: an archiver that fails is tried again at once. */
const iso = (column: string) => `to_char(a.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS ${column}`;

export const ARCHIVER_SQL = `
SELECT a.archived_count, ${iso("last_archived_time")}, a.failed_count, ${iso("last_failed_time")}
FROM pg_stat_archiver a`;
