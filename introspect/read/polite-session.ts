/**
 * Queries that neither wait long for another session's lock nor fail of what it drops: what is in the way is left out
 * instead.
 */
import type { Omission } from "../../src/model/catalog.ts";
import { quoteQualified } from "../../src/model/names.ts";
import { UserError } from "../../src/model/user-error.ts";
import { type BytesRow, formatBytesSql, hasLostBytes, restoreBytes } from "../lost-bytes.ts";
import { GONE_SQL, type GoneRow } from "../queries/changes.ts";
import { LOCKS_SQL, type LockRow, stillHeld } from "../queries/locks.ts";
import type { PrintedKind, Scope } from "../queries/scope.ts";
import { DatabaseError, type Row, type Session } from "../session.ts";

/** lock_not_available, deadlock_detected. */
const LOCKED = ["55P03", "40P01"];
/** How PostgreSQL says of a definition that something in it is there no more: internal_error, and what is undefined. */
const GONE = ["XX000", "42P01", "42703", "42704", "42883", "3F000"];
const ATTEMPTS = 5;
const MOMENT_MS = 50;

/**
 * True where the snapshot may have shown what was dropped before it was printed. An error with a position is about the
 * query's own words.
 */
export function isOfSomethingGone(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError && GONE.includes(error.code) && error.position === null;
}

export interface PoliteSession {
  /**
   * Runs what the function makes of the present scope; again with a wider one where a lock or a DROP came in between.
   * A query that fails leaves the transaction as it was, and none keeps a lock.
   */
  query<R extends Row>(toSql: string | ((scope: Scope) => string)): Promise<R[]>;
  /** What is not printed so far because of locks. */
  locks(): LockRow[];
  /** How many texts are not UTF-8. */
  undecoded(): number;
}

export interface PoliteOptions {
  /** The server's major version. */
  major: number;
  /** oids of what is not printed, whether it is locked or not. */
  restless: Readonly<Record<PrintedKind, readonly string[]>>;
  /** The database's encoding is SQL_ASCII, and so is the session's: text may be any bytes. */
  anyBytes: boolean;
}

/** Must be made inside the transaction: looks at the locks that are held now. */
export async function buildPoliteSession(
  session: Session,
  { major, restless, anyBytes }: PoliteOptions,
): Promise<PoliteSession> {
  const locks = new Map<string, LockRow>();
  const undecoded = new Set<string>();
  let scope: Scope = { major, locked: restless, gone: { relation: [], routine: [], type: [] } };
  // Going back to the savepoint gives back the locks of the query before, and mends the transaction where it failed.
  const ask = <R extends Row>(sql: string) => session.query<R>(`ROLLBACK TO SAVEPOINT reading;${sql}`);
  const run = async <R extends Row>(sql: string): Promise<R[]> => {
    const rows = await ask<R>(sql);
    if (!anyBytes || !hasLostBytes(rows)) return rows;
    return restoreBytes<R>(rows, await ask<BytesRow>(formatBytesSql(sql)), (text) => undecoded.add(text));
  };
  await session.query("SAVEPOINT reading");

  const addLocks = (rows: readonly LockRow[]) => {
    for (const row of rows) {
      const key = `${row.kind} ${row.oid}`;
      if (row.locked === "t" || !locks.has(key)) locks.set(key, row);
    }
    const oids = (kind: PrintedKind) => [...locks.values()].filter((row) => row.kind === kind).map((row) => row.oid);
    scope = {
      ...scope,
      locked: {
        relation: [...restless.relation, ...oids("relation")],
        routine: [...restless.routine, ...oids("routine")],
        type: [],
      },
    };
  };
  /** False where nothing is gone that was not known to be. */
  const lookForGone = async () => {
    const rows = await run<GoneRow>(GONE_SQL);
    const oids = (kind: PrintedKind) => rows.filter((row) => row.kind === kind).map((row) => row.oid);
    const gone = { relation: oids("relation"), routine: oids("routine"), type: oids("type") };
    const kinds = Object.keys(gone) as PrintedKind[];
    const more = kinds.some((kind) => gone[kind].length > scope.gone[kind].length);
    scope = { ...scope, gone };
    return more;
  };
  const first = await run<LockRow>(LOCKS_SQL);
  if (first.length > 0) {
    // A lock of a moment is gone before it is in anybody's way.
    await new Promise((resolve) => setTimeout(resolve, MOMENT_MS));
    addLocks(stillHeld(first, await run<LockRow>(LOCKS_SQL)));
  }

  return {
    query: async <R extends Row>(toSql: string | ((scope: Scope) => string)): Promise<R[]> => {
      if (typeof toSql === "string") return run<R>(toSql);
      for (let locked = 0; ; ) {
        try {
          return await run<R>(toSql(scope));
        } catch (error) {
          if (isOfSomethingGone(error)) {
            // The snapshot shows so many objects and no more: this comes to an end.
            if (!(await lookForGone())) throw error;
            continue;
          }
          if (!(error instanceof DatabaseError) || !LOCKED.includes(error.code)) throw error;
          locked += 1;
          if (locked === ATTEMPTS) throw keepsLocking(error);
          addLocks(await run(LOCKS_SQL));
        }
      }
    },
    locks: () => [...locks.values()],
    undecoded: () => undecoded.size,
  };
}

function keepsLocking(cause: DatabaseError): UserError {
  return new UserError("Other sessions keep locking tables exclusively, and the catalog cannot be read past them.", {
    hint: "Run again when the migration or maintenance that holds the locks is done.",
    cause,
  });
}

/** Why a lock keeps a definition out of the catalog. */
export function buildLockOmission(row: LockRow): Omission {
  const name = quoteQualified(row.nspname, row.relname);
  return {
    kind: "schema",
    what: row.kind === "routine" ? `routine ${name}` : `definitions of ${name}`,
    reason:
      row.locked === "t"
        ? "Another session holds an ACCESS EXCLUSIVE lock on it, or waits for one."
        : "It reads a relation that another session has locked.",
    hint: "Run again when that session is done.",
    place: null,
  };
}
