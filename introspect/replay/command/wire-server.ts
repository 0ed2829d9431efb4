/**
 * A PostgreSQL server on this machine's loopback for the command: our own listener before the embedded engine, since the
 * command is another process. It asks for a password that nobody else knows.
 */
import { createServer, type Server } from "node:net";
import type { ProtocolEngine } from "../engine/engine.ts";
import { Client } from "./client.ts";
import { SharedSession, type SharedSessionOptions } from "./shared-session.ts";

/** Settings whose values a server tells each client: PostgreSQL manual, 53.2.7 (Asynchronous Operations). */
const REPORTED = [
  "server_version",
  "server_encoding",
  "client_encoding",
  "application_name",
  "default_transaction_read_only",
  "in_hot_standby",
  "is_superuser",
  "session_authorization",
  "DateStyle",
  "IntervalStyle",
  "TimeZone",
  "integer_datetimes",
  "standard_conforming_strings",
  "search_path",
];

/** A process that has ended is no longer connected, as soon as that is known here. */
const GRACE_MILLISECONDS = 2000;

export class WireServer {
  readonly port: number;
  readonly #server: Server;
  readonly #session: SharedSession;
  /** How many connections have given the password. */
  clients = 0;

  private constructor(server: Server, session: SharedSession, port: number) {
    this.#server = server;
    this.#session = session;
    this.port = port;
  }

  /** Listens on a free port. Throws `EngineLostError`. */
  static async open(engine: ProtocolEngine, password: string, options: SharedSessionOptions): Promise<WireServer> {
    const columns = REPORTED.map((name) => `pg_catalog.current_setting('${name}', true) AS "${name}"`);
    const [reported = {}] = await engine.query(`SELECT ${columns.join(", ")}`);
    const session = new SharedSession(engine, options);
    let connections = 0;
    const server = createServer({ noDelay: true }, (socket) => {
      connections += 1;
      new Client(connections, socket, {
        password,
        reported,
        onStart: (client) => {
          wire.clients += 1;
          session.add(client);
        },
        onMessages: () => session.wake(),
        onCancel: (id, secret) => session.cancel(id, secret),
        onGone: () => session.wake(),
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", resolve);
    });
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const wire = new WireServer(server, session, port);
    return wire;
  }

  /** What has ended the session before its time; `null` where nothing has. */
  get failure(): unknown {
    return this.#session.failure;
  }

  /**
   * Lets nobody in any more, and does to its end what those who have left had still sent. Who has not left in a moment is
   * cut off.
   */
  async close(): Promise<void> {
    const cutOff = setTimeout(() => this.#session.cutOff(), GRACE_MILLISECONDS);
    await new Promise((resolve) => this.#server.close(resolve));
    clearTimeout(cutOff);
    await this.#session.settle();
  }
}
