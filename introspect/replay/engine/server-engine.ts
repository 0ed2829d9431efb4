/** A scratch database on a server that the user names: made for one run, and dropped at its end. */
import { randomBytes } from "node:crypto";
import type { Duplex } from "node:stream";
import { quoteIdentifier, quoteLiteral } from "../../../src/model/names.ts";
import { UserError } from "../../../src/model/user-error.ts";
import { type Connection, connect } from "../../connect/index.ts";
import { DatabaseError, type Row } from "../../session.ts";
import { AnswerEnd } from "./answer-end.ts";
import { BackendAnswer } from "./backend-messages.ts";
import { EngineLostError, type EngineStop, type ProtocolEngine } from "./engine.ts";

export interface ServerEngineOptions {
  /** A connection string of the server; its database is only connected to. */
  target: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** Seconds that one statement may take. */
  deadlineSeconds: number;
  /** Milliseconds since 1970, by which a database that was left behind is known to be old. */
  now: number;
}

/** The comment of a scratch database, before the moment at which it was made. */
const MARK = "Scratch database of Cartulary, made at ";
const HOUR = 3_600_000;

/**
 * Makes the database. The one that is connected to may be somebody else's, whose search_path rules: names in what is
 * asked there stand with their schema. Throws `UserError` where the server cannot be reached, is too old, or does not
 * let us.
 */
export async function openServerEngine(options: ServerEngineOptions): Promise<ProtocolEngine> {
  const { target, environment, now } = options;
  const admin = await connect(target, environment);
  try {
    await checkRole(admin);
    await dropLeftovers(admin, now);
    const database = `cartulary_${randomBytes(8).toString("hex")}`;
    await admin.query(`CREATE DATABASE ${database} TEMPLATE template0`);
    try {
      await admin.query(`COMMENT ON DATABASE ${database} IS ${quoteLiteral(MARK + new Date(now).toISOString())}`);
      const connection = await connect(target, environment, { database });
      return new ServerEngine(admin, database, connection.takeOver(), options.deadlineSeconds);
    } catch (error) {
      await dropDatabase(admin, database);
      throw error;
    }
  } catch (error) {
    await admin.close();
    if (!(error instanceof DatabaseError)) throw error;
    throw new UserError(`The server does not let a scratch database be made: ${error.message}.`, {
      place: admin.describe,
    });
  }
}

async function checkRole(admin: Connection): Promise<void> {
  const [row] = await admin.query(
    "SELECT pg_catalog.current_setting('is_superuser') AS superuser, current_user AS role, " +
      "pg_catalog.current_setting('server_version_num') AS version",
  );
  if (Number(row?.version) < 140_000) {
    throw new UserError("The server is too old for a scratch database.", {
      place: admin.describe,
      hint: "PostgreSQL 14 or newer is needed.",
    });
  }
  if (row?.superuser === "on") return;
  throw new UserError(`The role ${row?.role} is no superuser, and steps are told apart by an event trigger.`, {
    place: admin.describe,
    hint: "Name a server of your own, such as one in a container, as its superuser.",
  });
}

/** What a run left that was killed: with our mark, over an hour old, and nobody in it. */
async function dropLeftovers(admin: Connection, now: number): Promise<void> {
  const left = await admin.query<{ name: string; comment: string }>(`
    SELECT d.datname AS name, pg_catalog.shobj_description(d.oid, 'pg_database') AS comment FROM pg_catalog.pg_database d
    WHERE d.datname OPERATOR(pg_catalog.~) '^cartulary_[0-9a-f]{16}$'
    AND pg_catalog.starts_with(pg_catalog.shobj_description(d.oid, 'pg_database'), ${quoteLiteral(MARK)})
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid OPERATOR(pg_catalog.=) d.oid)`);
  for (const { name, comment } of left) {
    const made = Date.parse(comment.slice(MARK.length));
    // Without FORCE it stays where somebody has come meanwhile; another run may have dropped it too.
    if (now - made > HOUR) await admin.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)}`).catch(() => []);
  }
}

async function dropDatabase(admin: Connection, database: string): Promise<void> {
  await admin.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(database)} WITH (FORCE)`);
}

class ServerEngine implements ProtocolEngine {
  readonly kind = "server";
  readonly #admin: Connection;
  readonly #database: string;
  readonly #stream: Duplex;
  readonly #deadlineSeconds: number;
  #end: EngineLostError | null = null;
  #waiting: { take(chunk: Buffer): void; fail(error: EngineLostError): void } | null = null;

  constructor(admin: Connection, database: string, stream: Duplex, deadlineSeconds: number) {
    this.#admin = admin;
    this.#database = database;
    this.#stream = stream;
    this.#deadlineSeconds = deadlineSeconds;
    stream.on("data", (chunk: Buffer) => this.#waiting?.take(chunk));
    stream.on("close", () => this.#lose("The server has closed the connection."));
  }

  async query<R extends Row = Row>(sql: string): Promise<R[]> {
    return (await this.#ask(sql, true)).rows as R[];
  }

  async queryAll(statements: readonly string[]): Promise<Row[][]> {
    const results: Row[][] = [];
    for (const sql of statements) results.push(await this.query(sql));
    return results;
  }

  async execute(sql: string): Promise<void> {
    await this.#ask(sql, false);
  }

  async executeAll(statements: readonly string[]): Promise<EngineStop | null> {
    for (const [at, sql] of statements.entries()) {
      try {
        await this.execute(sql);
      } catch (error) {
        if (error instanceof DatabaseError) return { at, error };
        throw error;
      }
    }
    return null;
  }

  exchange(messages: Uint8Array): Promise<Buffer> {
    if (this.#end !== null) return Promise.reject(this.#end);
    return new Promise((resolve, reject) => {
      const end = new AnswerEnd(messages);
      const chunks: Buffer[] = [];
      const timer = setTimeout(
        () => this.#lose(`The server did not answer within ${this.#deadlineSeconds} s.`),
        this.#deadlineSeconds * 1000,
      );
      const done = () => {
        clearTimeout(timer);
        this.#waiting = null;
      };
      this.#waiting = {
        take: (chunk) => {
          chunks.push(chunk);
          if (!end.isReachedBy(chunk)) return;
          done();
          resolve(Buffer.concat(chunks));
        },
        fail: (error) => {
          done();
          reject(error);
        },
      };
      this.#stream.write(messages);
    });
  }

  /** Drops the database, whoever is still in it. Roles and settings of the server that were made stay. */
  async close(): Promise<void> {
    this.#lose("The engine was closed.");
    try {
      await dropDatabase(this.#admin, this.#database);
    } finally {
      await this.#admin.close();
    }
  }

  async #ask(sql: string, rows: boolean): Promise<BackendAnswer> {
    const text = Buffer.from(`${sql}\0`);
    const head = Buffer.from("Q\0\0\0\0");
    head.writeInt32BE(4 + text.length, 1);
    const answer = new BackendAnswer(rows);
    answer.take(await this.exchange(Buffer.concat([head, text])));
    if (answer.error === null) return answer;
    throw new DatabaseError(answer.error.get("M") ?? "", {
      code: answer.error.get("C") ?? "XX000",
      detail: answer.error.get("D") ?? null,
      hint: answer.error.get("H") ?? null,
      position: answer.error.has("P") ? Number(answer.error.get("P")) : null,
    });
  }

  #lose(reason: string): void {
    if (this.#end !== null) return;
    this.#end = new EngineLostError(reason);
    this.#stream.destroy();
    this.#waiting?.fail(this.#end);
  }
}
