/** The transaction in which a catalog is read: of one moment, read-only, and with names looked up in pg_catalog alone. */
import type { Session } from "../session.ts";

/**
 * Says where names are looked up, and calls nothing itself. The database's owner has chosen the path until then, and
 * may have put a function, an operator or a type of their own before PostgreSQL's: it would run with the rights of the
 * role that reads. Temporary tables come last; left out, they would be looked at first.
 * https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-SEARCH-PATH
 */
const SAFE_PATH = "SET LOCAL search_path = pg_catalog, pg_temp";

/**
 * What the session is while it reads, for this transaction only: the same text for the same value on every server, and
 * no waiting in anybody's way. Set inside the transaction, since a connection pooler refuses them as startup
 * parameters.
 */
const SETTINGS: readonly [name: string, value: string][] = [
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
  ["standard_conforming_strings", "on"],
];

/**
 * Runs `read` in a repeatable-read, read-only transaction, which it ends. The session must not be in one. Outside of
 * it the database's own search_path rules: there every name has to be written with its schema. `anyBytes` is true
 * where the database's encoding is SQL_ASCII, and so the session's: text may be any bytes.
 * @throws DatabaseError, and what `read` throws
 */
export async function inReadingTransaction<T>(
  session: Session,
  read: (encoding: { anyBytes: boolean }) => Promise<T>,
): Promise<T> {
  await session.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    await session.query(SAFE_PATH);
    const settings = SETTINGS.map(([name, value]) => `pg_catalog.set_config('${name}', '${value}', true)`);
    await session.query(`SELECT ${settings.join(", ")}`);
    const [row] = await session.query<{ server_encoding: string }>("SHOW server_encoding");
    const anyBytes = row?.server_encoding === "SQL_ASCII";
    // Or the server would refuse to send what is no UTF-8.
    if (anyBytes) await session.query("SET LOCAL client_encoding = SQL_ASCII");
    const result = await read({ anyBytes });
    await session.query("COMMIT");
    return result;
  } catch (error) {
    await session.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
