/** One connection of the command: its greeting, its password, and then its messages, kept until it is its turn. */
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Socket } from "node:net";
import {
  buildError,
  buildIntegers,
  buildMessage,
  buildReady,
  buildStrings,
  HEAD,
  readString,
  splitMessages,
  typeOf,
} from "./messages.ts";
import { ClientStatements } from "./statements.ts";

/** Codes that stand where the protocol's version does. PostgreSQL manual, 53.7. */
const CODES = { cancel: 80_877_102, ssl: 80_877_103, gss: 80_877_104 } as const;
const PROTOCOL_3_0 = 3 << 16;
const LONGEST_GREETING = 10_000;

/** What a client is told, and whom it tells. */
export interface ClientHost {
  password: string;
  /** Settings that clients are told of at the start, by name. */
  reported: Readonly<Record<string, string | null>>;
  onStart(client: Client): void;
  /** It has sent something. */
  onMessages(): void;
  onCancel(id: number, secret: number): void;
  /** It has said good-bye, or was cut off. */
  onGone(client: Client): void;
}

/** A COPY FROM STDIN that the client was told to send data for. */
export interface CopyIn {
  /** The messages of the statement. */
  statement: readonly Buffer[];
  /** Whether it came by the extended protocol, in which a Sync follows the data. */
  extended: boolean;
}

export class Client {
  readonly id: number;
  readonly secret = randomBytes(4).readInt32BE(0);
  /** Messages that were not sent on yet. */
  readonly waiting: Buffer[] = [];
  readonly statements: ClientStatements;
  /** Settings of its session, to be made again when its turn comes. */
  settings = new Map<string, string>();
  role = "none";
  user: string | null = null;
  copy: CopyIn | null = null;
  /** The text of its last statement. */
  lastText = "";
  gone = false;
  readonly #socket: Socket;
  readonly #host: ClientHost;
  #bytes: Buffer = Buffer.alloc(0);
  #phase: "greeting" | "password" | "session" = "greeting";

  constructor(id: number, socket: Socket, host: ClientHost) {
    this.id = id;
    this.statements = new ClientStatements(id);
    this.#socket = socket;
    this.#host = host;
    socket.on("data", (data) => this.#read(data));
    // What is wrong shows in that it is closed.
    socket.on("error", () => {});
    socket.on("close", () => this.#leave());
  }

  send(bytes: Uint8Array): void {
    if (!this.#socket.destroyed) this.#socket.write(bytes);
  }

  /** Sends the last words and closes the connection. */
  end(bytes: Uint8Array = Buffer.alloc(0)): void {
    this.#socket.end(bytes);
  }

  /** Closes the connection at once. */
  cutOff(): void {
    this.#socket.destroy();
  }

  /** How many of the waiting messages make the next part that can be answered; `null` where more must come. */
  nextPart(): number | null {
    const ends = this.copy === null ? "QSHF" : this.copy.extended ? "S" : "cf";
    const at = this.waiting.findIndex((message) => ends.includes(typeOf(message)));
    return at === -1 ? null : at + 1;
  }

  #read(data: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? data : Buffer.concat([this.#bytes, data]);
    while (this.#phase === "greeting") if (!this.#greet()) return;
    const { messages, rest } = splitMessages(this.#bytes);
    this.#bytes = rest;
    for (const message of messages) {
      if (this.#phase === "password") this.#checkPassword(message);
      else if (typeOf(message) === "X") this.#leave();
      else if (!this.gone) this.waiting.push(message);
    }
    if (this.#phase === "session") this.#host.onMessages();
  }

  /** Takes one greeting; false where it has not come whole. */
  #greet(): boolean {
    if (this.#bytes.length < 8) return false;
    const length = this.#bytes.readInt32BE(0);
    if (length < 8 || length > LONGEST_GREETING) {
      this.#socket.destroy();
      return false;
    }
    if (this.#bytes.length < length) return false;
    const [code, body] = [this.#bytes.readInt32BE(4), this.#bytes.subarray(8, length)];
    this.#bytes = this.#bytes.subarray(length);
    if (code === CODES.ssl || code === CODES.gss) {
      this.send(Buffer.from("N"));
      return true;
    }
    if (code === CODES.cancel) {
      this.#host.onCancel(body.readInt32BE(0), body.readInt32BE(4));
      this.end();
      return false;
    }
    if (code >>> 16 !== 3) {
      this.end(buildError({ severity: "FATAL", code: "0A000", message: "Only protocol 3 is spoken here." }));
      return false;
    }
    this.#begin(code, readParameters(body));
    return false;
  }

  #begin(version: number, parameters: ReadonlyMap<string, string>): void {
    const unknown = [...parameters.keys()].filter((name) => name.startsWith("_pq_."));
    if (version !== PROTOCOL_3_0 || unknown.length > 0) {
      this.send(buildMessage("v", buildIntegers(PROTOCOL_3_0, unknown.length), buildStrings(...unknown)));
    }
    this.settings = readSettings(parameters);
    this.#phase = "password";
    this.send(buildMessage("R", buildIntegers(3)));
    if (this.#bytes.length > 0) this.#read(Buffer.alloc(0));
  }

  #checkPassword(message: Buffer): void {
    const given = typeOf(message) === "p" ? Buffer.from(readString(message, HEAD)[0]) : Buffer.alloc(0);
    const wanted = Buffer.from(this.#host.password);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      this.end(buildError({ severity: "FATAL", code: "28P01", message: "password authentication failed" }));
      return;
    }
    this.#phase = "session";
    const own = new Map([...this.settings].map(([name, value]) => [name.toLowerCase(), value]));
    const reported = Object.entries(this.#host.reported).flatMap(([name, value]) => {
      const told = own.get(name.toLowerCase()) ?? value;
      return told === null ? [] : [buildMessage("S", buildStrings(name, told))];
    });
    const key = buildMessage("K", buildIntegers(this.id, this.secret));
    this.send(Buffer.concat([buildMessage("R", buildIntegers(0)), ...reported, key, buildReady("I")]));
    this.#host.onStart(this);
  }

  #leave(): void {
    if (this.gone) return;
    this.gone = true;
    // What it sent before good-bye is still run, as a server does.
    if (this.#phase === "session") this.#host.onGone(this);
    this.end();
  }
}

function readParameters(body: Buffer): Map<string, string> {
  const parameters = new Map<string, string>();
  for (let at = 0; at < body.length && body[at] !== 0; ) {
    const [name, middle] = readString(body, at);
    const [value, end] = readString(body, middle);
    parameters.set(name, value);
    at = end;
  }
  return parameters;
}

/** No settings: who connects where, and the encoding, which is always UTF-8. */
const NO_SETTINGS = new Set(["user", "database", "replication", "options", "client_encoding"]);

/** The settings that a client asks for as it connects, those of `-c name=value` in its options too. */
function readSettings(parameters: ReadonlyMap<string, string>): Map<string, string> {
  const settings = new Map([...parameters].filter(([name]) => !NO_SETTINGS.has(name) && !name.startsWith("_pq_.")));
  for (const match of (parameters.get("options") ?? "").matchAll(/(?:-c\s*|--)([\w.-]+)=((?:\\.|[^\s\\])*)/g)) {
    const [, name = "", value = ""] = match;
    settings.set(name.replaceAll("-", "_"), value.replaceAll(/\\(.)/g, "$1"));
  }
  return settings;
}
