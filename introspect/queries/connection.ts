/** pg_stat_ssl of this connection, and whether it comes from another machine. The address itself is not read. */
export type ConnectionRow = { encrypted: string; remote: string };

export const CONNECTION_SQL = `
SELECT s.ssl AS encrypted,
  NOT coalesce(inet_client_addr() <<= '127.0.0.0/8' OR inet_client_addr() <<= '::1' OR inet_client_addr() = inet_server_addr(), true)
    AS remote
FROM pg_stat_ssl s
WHERE s.pid = pg_backend_pid()`;
