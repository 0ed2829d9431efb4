/** Reads a server's catalog. */
import type { Catalog, Omission, Source } from "../src/model/catalog.ts";
import { assemble } from "./assemble.ts";
import type { Scope } from "./queries/scope.ts";
import { SERVER_SQL, type ServerRow } from "./queries/server.ts";
import { readRows } from "./read-rows.ts";
import { checkVersion } from "./server-version.ts";
import type { Session } from "./session.ts";

export interface IntrospectOptions {
  source: Source;
  /** The catalog's `generatedAt`; `null` takes a live server's own clock, and leaves it `null` on a scratch engine. */
  asOf: string | null;
  /** False on a scratch engine: no settings, no statistics, and nothing of the role that replays. */
  live: boolean;
  /** Roles that the replay made up; flagged in the catalog. */
  inventedRoles?: readonly string[];
}

/**
 * What the session is while it reads, for this transaction only: qualified names everywhere, the same text for the
 * same value on every server, and no waiting in anybody's way. Set inside the transaction, since a connection pooler
 * refuses them as startup parameters.
 */
const SESSION_SETTINGS: readonly [name: string, value: string][] = [
  ["search_path", ""],
  ["statement_timeout", "120s"],
  ["lock_timeout", "2s"],
  ["idle_in_transaction_session_timeout", "120s"],
  ["TimeZone", "UTC"],
  ["DateStyle", "ISO, YMD"],
  ["IntervalStyle", "postgres"],
  ["extra_float_digits", "1"],
  ["bytea_output", "hex"],
  ["lc_monetary", "C"],
  ["quote_all_identifiers", "off"],
];

/**
 * The catalog of the session's database, in one repeatable-read, read-only transaction that takes no lock but those
 * that printing definitions takes. The session must not be in a transaction. Throws `UserError` on a server that is
 * too old, and `DatabaseError`.
 */
export async function introspect(session: Session, options: IntrospectOptions): Promise<Catalog> {
  await session.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    const settings = SESSION_SETTINGS.map(([name, value]) => `set_config('${name}', '${value}', true)`);
    await session.query(`SELECT ${settings.join(", ")}`);
    const [server] = await session.query<ServerRow>(SERVER_SQL);
    if (server === undefined) throw new Error("The server gave no row for its own database.");
    const major = Math.floor(Number(server.server_version_num) / 10_000);
    checkVersion(server.server_version, major);
    const omissions: Omission[] = [];
    const scope: Scope = { major, locked: [] };
    const rows = await readRows(session, scope);
    await session.query("COMMIT");
    return assemble(server, rows, { inventedRoles: [], ...options, omissions });
  } catch (error) {
    await session.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
