/** The server and the database. */
export type VersionRow = { server_version: string; server_version_num: string };

/** What has to be known before anything else is asked. */
export const VERSION_SQL = `
SELECT current_setting('server_version') AS server_version, current_setting('server_version_num') AS server_version_num`;

export type ServerRow = {
  server_version: string;
  server_version_num: string;
  version: string;
  datname: string;
  description: string | null;
  current_user: string;
};

export const SERVER_SQL = `
SELECT current_setting('server_version') AS server_version,
  current_setting('server_version_num') AS server_version_num,
  version() AS version,
  db.datname,
  shobj_description(db.oid, 'pg_database') AS description,
  current_user
FROM pg_database db
WHERE db.datname = current_database()`;
