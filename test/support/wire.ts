/** The command's own server before an embedded engine, and clients of it: `pg` ones, and one that sends bare messages. */
import { connect, type Socket } from "node:net";
import pg from "pg";
import {
  buildIntegers,
  buildMessage,
  buildStrings,
  splitMessages,
  typeOf,
} from "../../introspect/replay/command/messages.ts";
import type { SharedSessionOptions } from "../../introspect/replay/command/shared-session.ts";
import { WireServer } from "../../introspect/replay/command/wire-server.ts";
import type { ProtocolEngine } from "../../introspect/replay/engine/engine.ts";

export const PASSWORD = "a6f0c2";

export interface Wire {
  server: WireServer;
  /** What the last statements of abandoned transactions were. */
  abandoned: string[];
  /** Connects, as the superuser; `settings` are pg's. */
  connect(settings?: pg.ClientConfig): Promise<pg.Client>;
  close(): Promise<void>;
}

export async function openWire(engine: ProtocolEngine, options: Partial<SharedSessionOptions> = {}): Promise<Wire> {
  const abandoned: string[] = [];
  const server = await WireServer.open(engine, PASSWORD, {
    deadlockSeconds: 30,
    noticeMark: "no notice has this",
    onAnswered: async () => {},
    onAbandoned: ({ lastText }) => abandoned.push(lastText),
    ...options,
  });
  const clients: pg.Client[] = [];
  return {
    server,
    abandoned,
    connect: async (settings = {}) => {
      const client = new pg.Client({
        ...{ host: "127.0.0.1", port: server.port, user: "postgres", database: "postgres", password: PASSWORD },
        ...settings,
      });
      // A connection that a test cuts off says so here.
      client.on("error", () => {});
      await client.connect();
      clients.push(client);
      return client;
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.end().catch(() => {})));
      await server.close();
    },
  };
}

/** A client that sends bare messages. */
export class BareClient {
  readonly socket: Socket;
  #bytes: Buffer = Buffer.alloc(0);
  #wake: () => void = () => {};

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (data) => {
      this.#bytes = Buffer.concat([this.#bytes, data]);
      this.#wake();
    });
    socket.on("close", () => this.#wake());
    socket.on("error", () => {});
  }

  /** Opens a socket and nothing more. */
  static open(port: number): Promise<BareClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => resolve(new BareClient(socket)));
      socket.once("error", reject);
    });
  }

  /** Connects as far as the first ReadyForQuery. */
  static async connect(port: number): Promise<BareClient> {
    const client = await BareClient.open(port);
    client.greet(196_608, ["user", "postgres", "database", "postgres", ""]);
    await client.until("R");
    client.send(buildMessage("p", buildStrings(PASSWORD)));
    await client.until("Z");
    return client;
  }

  greet(version: number, parameters: readonly string[]): void {
    const body = Buffer.concat([
      buildIntegers(version),
      parameters.length === 0 ? Buffer.alloc(0) : buildStrings(...parameters),
    ]);
    this.send(Buffer.concat([buildIntegers(4 + body.length), body]));
  }

  send(...messages: readonly Uint8Array[]): void {
    this.socket.write(Buffer.concat(messages));
  }

  /** The messages up to the first of a type; up to the end of the connection where it is closed before. */
  async until(type: string): Promise<Buffer[]> {
    for (;;) {
      const { messages } = splitMessages(this.#bytes);
      const at = messages.findIndex((message) => typeOf(message) === type);
      if (at !== -1) {
        const taken = messages.slice(0, at + 1);
        this.#bytes = this.#bytes.subarray(Buffer.concat(taken).length);
        return taken;
      }
      if (this.socket.closed) return messages;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** The first byte that comes, which is no message. */
  async byte(): Promise<string> {
    while (this.#bytes.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const byte = String.fromCharCode(this.#bytes[0] ?? 0);
    this.#bytes = this.#bytes.subarray(1);
    return byte;
  }
}
