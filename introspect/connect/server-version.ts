/** Which servers are supported, and which catalog columns are newer than the oldest of them. */
import { UserError } from "../../src/model/user-error.ts";

/** The major versions that the queries are written for and tested on. Newer ones are tried as the newest. */
export const SUPPORTED_MAJORS = [14, 15, 16, 17, 18] as const;

/** For people. */
export const SUPPORTED_SERVERS = `Supported are PostgreSQL ${SUPPORTED_MAJORS[0]} to ${SUPPORTED_MAJORS.at(-1)}.`;

/** Catalog columns by the major version that brought them, and what stands for each on an older server. */
const COLUMNS = {
  collicurules: { since: 16, before: () => "NULL" },
  colllocale: { since: 17, before: (alias, major) => (major >= 15 ? `${alias}.colliculocale` : "NULL") },
  conenforced: { since: 18, before: () => "true" },
  confdelsetcols: { since: 15, before: () => "NULL::int2[]" },
  conperiod: { since: 18, before: () => "false" },
  indnullsnotdistinct: { since: 15, before: () => "false" },
  inherit_option: { since: 16, before: () => "NULL::boolean" },
  last_idx_scan: { since: 16, before: () => "NULL::timestamptz" },
  prattrs: { since: 15, before: () => "NULL" },
  prqual: { since: 15, before: () => "NULL::pg_node_tree" },
  pubgencols: { since: 18, before: () => "'n'" },
  set_option: { since: 16, before: () => "true" },
  subdisableonerr: { since: 15, before: () => "false" },
  subfailover: { since: 17, before: () => "false" },
  suborigin: { since: 16, before: () => "'any'" },
  subpasswordrequired: { since: 16, before: () => "true" },
  subrunasowner: { since: 16, before: () => "false" },
  subtwophasestate: { since: 15, before: () => "'d'" },
} satisfies Record<string, { since: number; before: (alias: string, major: number) => string }>;

/** A catalog column under a table alias, or on a server that is too old for it, what stands for it. */
export function columnSince(major: number, alias: string, column: keyof typeof COLUMNS): string {
  const { since, before } = COLUMNS[column];
  return major >= since ? `${alias}.${column}` : before(alias, major);
}

/** What to throw where a server says nothing of the database that the session is in. */
export function noDatabaseRow(): UserError {
  return new UserError("The server gives no row for its own database, so it is none of PostgreSQL's.", {
    hint: SUPPORTED_SERVERS,
  });
}

/** Throws `UserError` on a server older than the oldest supported. `version` is `server_version`. */
export function checkVersion(version: string, major: number): void {
  if (major >= SUPPORTED_MAJORS[0]) return;
  throw new UserError(`The server is PostgreSQL ${version}, which is not supported.`, {
    hint: SUPPORTED_SERVERS,
  });
}
