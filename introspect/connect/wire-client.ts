/** One connection to one server, by pg. Whatever answers there, the process goes on, or ends with an error of ours. */
import type { Duplex } from "node:stream";
import pg from "pg";
import type { ConnectionParameters } from "./connection-parameters.ts";

declare module "pg" {
  interface Connection {
    /** Hands every chunk of the stream to the parser of messages. */
    attachListeners(stream: Pick<Duplex, "on">): void;
  }
  interface ClientConfig {
    connection?: Connection;
  }
}

/** What answers at the address is no PostgreSQL server. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
}

/** Longer than any server takes that keeps to our statement_timeout. */
const SILENCE_SECONDS = 150;
const CLOSING_MS = 2000;

export interface WireClient {
  /** Rows of the last statement, every cell as text. Throws what pg throws: `pg.DatabaseError` where the server refused. */
  query<R extends pg.QueryResultRow>(sql: string): Promise<R[]>;
  /** Ends the session, and the connection with it where the server does not. */
  close(): Promise<void>;
  /** Hands the connection over, for messages of the protocol as they stand; nothing else here must be used any more. */
  takeOver(): Duplex;
}

/** Opens a session. Throws what pg or Node throws, `ProtocolError`, and `pg.DatabaseError` where the server refused. */
export async function openWireClient(
  parameters: ConnectionParameters,
  ssl: pg.ClientConfig["ssl"],
): Promise<WireClient> {
  const parseCell = toCellParser();
  const connection = new GuardedConnection({ ssl: ssl ?? false, keepAlive: true });
  const client = new pg.Client({
    connection,
    host: parameters.address,
    port: parameters.port,
    database: parameters.dbname,
    user: parameters.user,
    // Given by a function, pg neither looks for one itself nor prints what it thinks of .pgpass. No server takes an empty one.
    password: () => parameters.password ?? "",
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
  } catch (error) {
    connection.stream.destroy();
    throw error;
  }
  return {
    query: async (sql) => {
      const silence = new Error(`It has not answered for ${SILENCE_SECONDS} s.`);
      const timer = setTimeout(() => connection.stream.destroy(silence), SILENCE_SECONDS * 1000);
      try {
        const result: pg.QueryResult | pg.QueryResult[] = await client.query(sql);
        // Several statements have a result each.
        return (Array.isArray(result) ? result.at(-1) : result)?.rows ?? [];
      } finally {
        clearTimeout(timer);
      }
    },
    close: async () => {
      const timer = setTimeout(() => connection.stream.destroy(), CLOSING_MS);
      await client.end();
      clearTimeout(timer);
    },
    takeOver: () => {
      const { stream } = connection;
      stream.removeAllListeners("data");
      return stream;
    },
  };
}

/**
 * pg parses what arrives in an event, where an error would end the process, and waits for as much as the first bytes
 * happen to announce: of another protocol's greeting, a gigabyte and more.
 */
class GuardedConnection extends pg.Connection {
  override attachListeners(stream: Duplex): void {
    let received = 0;
    let open = false;
    this.once("readyForQuery", () => {
      open = true;
    });
    const guard = (listener: (chunk: Buffer) => void) => (chunk: Buffer) => {
      try {
        if (received === 0 && !isServersFirst(chunk)) throw new Error("Its first message is not one of PostgreSQL's.");
        received += chunk.length;
        if (!open && received > MOST_BEFORE_OPEN) throw new Error("It sends more than any server before a session.");
        listener(chunk);
      } catch (error) {
        stream.destroy(new ProtocolError("Another protocol is spoken there.", { cause: error }));
      }
    };
    const on = (event: string, listener: (chunk: Buffer) => void) =>
      stream.on(event, event === "data" ? guard(listener) : listener);
    super.attachListeners({ on } as Pick<Duplex, "on">);
  }
}

/** AuthenticationRequest, ErrorResponse, NoticeResponse, NegotiateProtocolVersion. */
const FIRST_MESSAGES = "RENv";
/** Bytes, as libpq has it. */
const LONGEST_FIRST = 30_000;
/** Bytes: authentication, settings and notices of a server come to a few thousand. */
const MOST_BEFORE_OPEN = 1_000_000;

/** A message begins with its letter and four bytes of its length. */
function isServersFirst(chunk: Buffer): boolean {
  if (!FIRST_MESSAGES.includes(String.fromCharCode(chunk[0] as number))) return false;
  return chunk.length < 5 || chunk.readUInt32BE(1) <= LONGEST_FIRST;
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
