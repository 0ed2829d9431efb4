/** Opens a session on a server. */
import pg from "pg";
import { UserError } from "../src/model/user-error.ts";
import { toConnectionError } from "./connection-error.ts";
import { type ConnectionParameters, type Environment, readConnectionParameters } from "./connection-parameters.ts";
import { DatabaseError, type Row, type Session } from "./session.ts";
import { toTlsAttempts } from "./tls.ts";

export interface Connection extends Session {
  /** `host:port/database`, for people; never a password. */
  readonly describe: string;
  readonly database: string;
  close(): Promise<void>;
}

/**
 * Connects to what a postgres:// URL or, with `null`, the PG* variables name. Throws `UserError` where the server is
 * not there, refuses, or is asked for wrongly; the error names host and port, never the password or the URL.
 */
export async function connect(target: string | null, environment: Environment): Promise<Connection> {
  const parameters = readConnectionParameters(target, environment);
  const attempts = toTlsAttempts(parameters, environment);
  const describe = `${parameters.host}:${parameters.port}/${parameters.dbname}`;
  let failure: unknown;
  for (const ssl of attempts) {
    try {
      const client = await open(parameters, ssl);
      return {
        describe,
        database: parameters.dbname,
        query: <R extends Row>(sql: string) => query<R>(client, sql, describe),
        close: () => client.end(),
      };
    } catch (error) {
      failure = error;
      // Another way to connect helps only where the way was at fault: the server is there and answered.
      if (!isAboutEncryption(error)) break;
    }
  }
  throw toConnectionError(failure, parameters);
}

/** Longer cells are seldom equal. */
const LONGEST_SHARED = 32;
const MOST_SHARED = 50_000;

/**
 * Cells stay the text that the server sent; decode.ts makes values of them. Most cells of a catalog are short and
 * repeated (oids, types, flags, names): equal ones are kept once, which halves what 10,000 tables take.
 */
function toCellParser(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    if (text.length > LONGEST_SHARED) return text;
    const shared = known.get(text);
    if (shared !== undefined) return shared;
    if (known.size >= MOST_SHARED) known.clear();
    known.set(text, text);
    return text;
  };
}

async function open(parameters: ConnectionParameters, ssl: pg.ClientConfig["ssl"]): Promise<pg.Client> {
  const parseCell = toCellParser();
  const client = new pg.Client({
    host: parameters.host,
    port: parameters.port,
    database: parameters.dbname,
    user: parameters.user,
    // An empty text keeps pg from looking for a password itself; no server takes it.
    password: parameters.password ?? "",
    ssl: ssl ?? false,
    application_name: "cartulary",
    connectionTimeoutMillis: parameters.connectTimeout * 1000,
    ...(parameters.options === null ? {} : { options: parameters.options }),
    types: { getTypeParser: () => parseCell },
  });
  // A lost connection fails the query that runs or comes next; without a listener it would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.end().catch(() => undefined);
    throw error;
  }
}

/** What a server or a pooler still says when it ends a session: shutdown, a timeout of idleness, a broken connection. */
const LOST = /^(?:57P0[125]|25P03|08)/;

async function query<R extends Row>(client: pg.Client, sql: string, describe: string): Promise<R[]> {
  try {
    return (await client.query<R>(sql)).rows;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code !== undefined && !LOST.test(error.code)) {
      throw new DatabaseError(error.message, {
        code: error.code,
        detail: error.detail ?? null,
        hint: error.hint ?? null,
        position: error.position === undefined ? null : Number(error.position),
      });
    }
    throw new UserError(`The connection to ${describe} was lost.`, {
      hint: error instanceof Error ? error.message : null,
    });
  }
}

/** The server has no TLS, or none that was agreed on, or its pg_hba.conf asks for the other way. */
function isAboutEncryption(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return code === "28000" || /SSL|TLS/i.test(`${code} ${error.message}`);
}
