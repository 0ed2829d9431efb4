/**
 * The engine's one session, shared by the command's connections: each keeps it to the end of its transaction. What one
 * of them has set or prepared is its own; temporary tables and advisory locks are everybody's.
 */
import type { ProtocolEngine } from "../engine/engine.ts";
import type { Client } from "./client.ts";
import { ask, finishCopy } from "./copy-in.ts";
import { buildError, buildReady, HEAD, SYNC, typeOf } from "./messages.ts";
import { emptySession, restoreState, saveState } from "./session-state.ts";
import type { UnnamedStatement } from "./statements.ts";

/** What the session was asked and has answered, up to where it waits for more. */
export interface AnsweredPart {
  client: Client;
  /** What was done, as CommandComplete says it: `INSERT 0 1`. */
  tags: readonly string[];
  /** `I` idle, `T` in a transaction, `E` in a failed one. */
  status: string;
  /** Whether one of its notices was the recorder's. */
  marked: boolean;
}

export interface SharedSessionOptions {
  /** Seconds that others wait for a connection that holds a transaction open and says nothing. */
  deadlockSeconds: number;
  /** The text of the notices that the recorder's triggers send; clients never see them. */
  noticeMark: string;
  /** Looks at what was done, in the same session and transaction, before the client is answered. */
  onAnswered(part: AnsweredPart): Promise<void>;
  /** A connection was cut off within a transaction that has written something; it was rolled back. */
  onAbandoned(client: Client): void;
}

export class SharedSession {
  readonly #engine: ProtocolEngine;
  readonly #options: SharedSessionOptions;
  readonly #clients = new Set<Client>();
  readonly #unnamed: UnnamedStatement = { owner: null };
  /** Who is within a transaction, or has sent no Sync yet. */
  #owner: Client | null = null;
  /** Whose settings the session has. */
  #last: Client | null = null;
  #status = "I";
  /** Whether the last part of an answer was its end. */
  #synced = true;
  /** What the answer that has not come to its end says so far. */
  #done: { tags: string[]; marked: boolean } = { tags: [], marked: false };
  #running: Promise<void> | null = null;
  #deadlock: NodeJS.Timeout | null = null;
  /** What has ended the session for good. */
  failure: unknown = null;

  constructor(engine: ProtocolEngine, options: SharedSessionOptions) {
    this.#engine = engine;
    this.#options = options;
  }

  add(client: Client): void {
    this.#clients.add(client);
  }

  /** Goes on with whoever's turn it is. */
  wake(): void {
    if (this.#running !== null) return;
    this.#running = this.#run().finally(() => {
      this.#running = null;
    });
  }

  /** Does to its end what everybody has sent. No connection is open any more, though that may not be known here yet. */
  async settle(): Promise<void> {
    for (const client of this.#clients) client.gone = true;
    if (this.#deadlock !== null) clearTimeout(this.#deadlock);
    while (this.failure === null && (this.#running !== null || this.#clients.size > 0)) {
      this.wake();
      await this.#running;
    }
  }

  /** Takes back what a client waits for; a statement that is running cannot be stopped. */
  cancel(id: number, secret: number): void {
    const client = [...this.#clients].find((each) => each.id === id && each.secret === secret);
    if (client === undefined || client === this.#owner || client.nextPart() === null) return;
    this.#refuse(client, { code: "57014", message: "canceling statement due to user request" });
  }

  /** Cuts every connection off. */
  cutOff(): void {
    for (const client of this.#clients) client.cutOff();
  }

  async #run(): Promise<void> {
    try {
      while (this.failure === null) {
        const client = this.#next();
        if (client === null) return;
        if (this.#deadlock !== null) clearTimeout(this.#deadlock);
        this.#deadlock = null;
        const length = client.nextPart();
        if (length === null) await this.#dismiss(client);
        else await this.#answer(client, client.waiting.splice(0, length));
      }
    } catch (error) {
      this.failure = error;
      const message = "The embedded engine was lost.";
      for (const client of this.#clients) client.end(buildError({ severity: "FATAL", code: "58000", message }));
    }
  }

  /** Whose turn it is; `null` where there is nothing to do. */
  #next(): Client | null {
    const isReady = (client: Client) => client.nextPart() !== null || client.gone;
    if (this.#owner !== null) {
      if (isReady(this.#owner)) return this.#owner;
      const waiting = [...this.#clients].filter(isReady);
      if (waiting.length > 0) this.#watch(this.#owner);
      return null;
    }
    const client = [...this.#clients].find(isReady);
    if (client === undefined) return null;
    // Whoever had its turn stands behind all others.
    this.#clients.delete(client);
    this.#clients.add(client);
    return client;
  }

  /** Somebody waits for a connection that holds a transaction open. It may be at work elsewhere, or wait for the other. */
  #watch(owner: Client): void {
    this.#deadlock ??= setTimeout(() => {
      this.#deadlock = null;
      for (const client of this.#clients) {
        if (client === owner || this.#owner !== owner || client.nextPart() === null) continue;
        const [code, statement] = ["40P01", owner.lastText.trim().slice(0, 80)];
        const message =
          "The embedded engine has one session, and another connection of the command holds a transaction open in it, " +
          `whose last statement was: ${statement}`;
        this.#refuse(client, { code, message });
      }
    }, this.#options.deadlockSeconds * 1000);
  }

  #refuse(client: Client, error: { code: string; message: string }): void {
    client.waiting.splice(0, client.nextPart() ?? 0);
    client.send(Buffer.concat([buildError({ severity: "ERROR", ...error }), buildReady("I")]));
  }

  async #answer(client: Client, part: readonly Buffer[]): Promise<void> {
    await this.#switchTo(client);
    this.#owner = client;
    if (client.copy !== null) {
      const { copy } = client;
      client.copy = null;
      await this.#tell(client, await finishCopy(this.#engine, copy, part), []);
      return;
    }
    const { messages, parses, texts } = client.statements.translate(part, this.#unnamed);
    client.lastText = texts.join("; ") || client.lastText;
    const inTransaction = this.#status === "T" && this.#synced;
    const { answer, copy } = await ask(this.#engine, { messages, texts, inTransaction });
    client.copy = copy;
    await this.#tell(client, answer, parses);
  }

  /** Passes an answer on, where it is at its end once the recorder has looked at what was done. */
  async #tell(client: Client, answer: readonly Buffer[], parses: readonly boolean[]): Promise<void> {
    const told: Buffer[] = [];
    const byClient = [...parses];
    this.#synced = false;
    for (const message of answer) {
      const type = typeOf(message);
      if (type === "1" && byClient.shift() === false) continue;
      if (type === "N" && message.includes(this.#options.noticeMark)) {
        this.#done.marked = true;
        continue;
      }
      if (type === "C") this.#done.tags.push(message.toString("utf8", HEAD, message.length - 1));
      if (type === "Z") {
        this.#status = String.fromCharCode(message[HEAD] ?? 0);
        this.#synced = true;
      }
      told.push(message);
    }
    if (this.#synced) {
      const { tags, marked } = this.#done;
      this.#done = { tags: [], marked: false };
      if (tags.some((tag) => tag === "DEALLOCATE ALL" || tag === "DISCARD ALL")) this.#forgetStatements(client);
      await this.#options.onAnswered({ client, tags, status: this.#status, marked });
      this.#owner = this.#status === "I" ? null : client;
    }
    client.send(Buffer.concat(told));
  }

  #forgetStatements(client: Client): void {
    for (const each of this.#clients) each.statements.lose();
    client.statements.clear();
  }

  async #switchTo(client: Client): Promise<void> {
    if (this.#last === client) return;
    if (this.#last !== null) await saveState(this.#engine, this.#last);
    await restoreState(this.#engine, client);
    this.#last = client;
  }

  /** Ends what a client that has gone had begun. */
  async #dismiss(client: Client): Promise<void> {
    this.#clients.delete(client);
    if (this.#owner === client) {
      await this.#engine.exchange(SYNC);
      if (await this.#hasWritten()) this.#options.onAbandoned(client);
      await this.#engine.execute("ROLLBACK");
      this.#status = "I";
      this.#synced = true;
      this.#owner = null;
      await this.#options.onAnswered({ client, tags: ["ROLLBACK"], status: "I", marked: false });
    }
    const closing = client.statements.closeAll();
    if (closing.length > 0) await this.#engine.exchange(Buffer.concat([...closing, SYNC]));
    if (this.#last === client) this.#last = null;
    if (this.#clients.size === 0) await emptySession(this.#engine);
  }

  /** Whether the transaction, if it has not failed, has written anything. */
  async #hasWritten(): Promise<boolean> {
    if (this.#status !== "T") return false;
    const [row] = await this.#engine.query("SELECT pg_catalog.pg_current_xact_id_if_assigned() IS NOT NULL AS written");
    return row?.written === "t";
  }
}
