/** Opens a session on a server: on the first that answers, and is of the kind that is asked for, where several are named. */
import type { Duplex } from "node:stream";
import pg from "pg";
import { UserError } from "../../src/model/user-error.ts";
import { DatabaseError, type Row, type Session } from "../session.ts";
import { buildConnectionError } from "./connection-error.ts";
import { type ConnectionParameters, type Environment, readConnectionParameters } from "./connection-parameters.ts";
import { buildWrongKindError, isOfKind, type ServerKind } from "./target-session.ts";
import { buildTlsAttempts } from "./tls.ts";
import { openWireClient, ProtocolError, type WireClient } from "./wire-client.ts";

export interface Connection extends Session {
  /** `host:port/database`, for people; never a password. */
  readonly describe: string;
  readonly database: string;
  close(): Promise<void>;
  /** Hands the connection over, for messages of the protocol as they stand; nothing else here must be used any more. */
  takeOver(): Duplex;
}

/**
 * Connects to what a connection string or, with `null`, the PG* variables name, or to another database there. Throws `UserError` where the server is
 * not there, refuses, or is asked for wrongly; the error names host and port, never the password or the string.
 */
export async function connect(
  target: string | null,
  environment: Environment,
  { database }: { database?: string } = {},
): Promise<Connection> {
  const { places: named, kinds } = readConnectionParameters(target, environment);
  const places = database === undefined ? named : named.map((place) => ({ ...place, dbname: database }));
  const failures = new Map<string, UserError>();
  for (const kind of kinds) {
    for (const parameters of places) {
      const outcome = await tryPlace(parameters, kind, environment);
      if (!("failure" in outcome)) return outcome;
      failures.set(outcome.failure.message, outcome.failure);
      // As libpq: a server that is there and refuses would be no other one behind the next name.
      if (outcome.final) throw outcome.failure;
    }
  }
  const [first] = failures.values();
  if (first !== undefined && failures.size === 1) throw first;
  throw new UserError("None of the servers that are named can be used.", {
    place: places.map(({ host, port }) => `${host}:${port}`).join(", "),
    hint: [...failures.keys()].join("\n"),
  });
}

async function tryPlace(
  parameters: ConnectionParameters,
  kind: ServerKind,
  environment: Environment,
): Promise<Connection | { failure: UserError; final: boolean }> {
  let client: WireClient;
  try {
    client = await open(parameters, environment);
  } catch (error) {
    if (error instanceof UserError) throw error;
    return { failure: buildConnectionError(error, parameters), final: isRefusal(error) };
  }
  const describe = `${parameters.host}:${parameters.port}/${parameters.dbname}`;
  const connection: Connection = {
    describe,
    database: parameters.dbname,
    query: <R extends Row>(sql: string) => query<R>(client, sql, describe),
    close: () => client.close(),
    takeOver: () => client.takeOver(),
  };
  try {
    if (await isOfKind(connection, kind)) return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
  await connection.close();
  return { failure: buildWrongKindError(parameters, kind), final: false };
}

async function open(parameters: ConnectionParameters, environment: Environment): Promise<WireClient> {
  let failure: unknown;
  for (const ssl of buildTlsAttempts(parameters, environment)) {
    try {
      return await openWireClient(parameters, ssl);
    } catch (error) {
      failure = error;
      // Another way to connect helps only where the way was at fault: the server is there and answered.
      if (!isAboutEncryption(error)) break;
    }
  }
  throw failure;
}

/** What a server or a pooler still says when it ends a session: shutdown, a timeout of idleness, a broken connection. */
const LOST = /^(?:57P0[125]|25P0[34]|08)/;

async function query<R extends Row>(client: WireClient, sql: string, describe: string): Promise<R[]> {
  try {
    return await client.query<R>(sql);
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

/** The server is starting up or shutting down: another one may not be. */
const NOT_NOW = "57P03";

/** A server of PostgreSQL's answered, and does not let us in: it says so, or pg has nothing to say to its question. */
function isRefusal(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return error.code !== undefined && error.code !== NOT_NOW;
  return error instanceof Error && error.message.startsWith("SASL");
}

/** The server has no TLS, or none that was agreed on, or its pg_hba.conf asks for the other way. */
function isAboutEncryption(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof ProtocolError) return false;
  const code = "code" in error ? String(error.code) : "";
  return code === "28000" || /SSL|TLS/i.test(`${code} ${error.message}`);
}
