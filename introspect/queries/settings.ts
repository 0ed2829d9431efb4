/** The settings of pg_settings that judge something. A session's own SET does not show: reset_val is the server's. */
export type SettingRow = { name: string; reset_val: string; unit: string | null; source: string };

const NAMES = [
  "archive_command",
  "archive_library",
  "archive_mode",
  "autovacuum",
  "listen_addresses",
  "log_connections",
  "log_min_duration_statement",
  "log_statement",
  "max_connections",
  "password_encryption",
  "rds.force_ssl",
  "row_security",
  "shared_preload_libraries",
  "ssl",
  "track_counts",
  "wal_level",
];

export const SETTINGS_SQL = `
SELECT s.name, s.reset_val, s.unit, s.source
FROM pg_settings s
WHERE s.name IN (${NAMES.map((name) => `'${name}'`).join(", ")})`;
