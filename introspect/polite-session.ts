/** Queries that never wait long for another session's lock: what is locked is left out instead. */
import type { Omission } from "../src/model/catalog.ts";
import { quoteQualified } from "../src/model/names.ts";
import { UserError } from "../src/model/user-error.ts";
import { LOCKS_SQL, type LockRow } from "./queries/locks.ts";
import type { Scope } from "./queries/scope.ts";
import { DatabaseError, type Row, type Session } from "./session.ts";

const LOCK_NOT_AVAILABLE = "55P03";
const ATTEMPTS = 5;

export interface PoliteSession {
  /** Runs what the function makes of the present scope; again with a wider one where a lock came in between. */
  query<R extends Row>(toSql: string | ((scope: Scope) => string)): Promise<R[]>;
  /** What was left out so far because of locks. */
  omissions(): Omission[];
}

/** Must be made inside the transaction: looks at the locks that are held now. */
export async function toPoliteSession(session: Session, major: number): Promise<PoliteSession> {
  const locks = new Map<string, LockRow>();
  let scope: Scope = { major, locked: [], lockedRoutines: [] };
  const lookAtLocks = async () => {
    for (const row of await session.query<LockRow>(LOCKS_SQL)) {
      const key = `${row.kind} ${row.oid}`;
      if (row.locked === "t" || !locks.has(key)) locks.set(key, row);
    }
    const oids = (kind: string) => [...locks.values()].filter((row) => row.kind === kind).map((row) => row.oid);
    scope = { major, locked: oids("relation"), lockedRoutines: oids("routine") };
  };
  await lookAtLocks();

  return {
    query: async <R extends Row>(toSql: string | ((scope: Scope) => string)): Promise<R[]> => {
      if (typeof toSql === "string") return session.query<R>(toSql);
      for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
        await session.query("SAVEPOINT before_locks");
        try {
          const rows = await session.query<R>(toSql(scope));
          await session.query("RELEASE SAVEPOINT before_locks");
          return rows;
        } catch (error) {
          if (!(error instanceof DatabaseError) || error.code !== LOCK_NOT_AVAILABLE) throw error;
          await session.query("ROLLBACK TO SAVEPOINT before_locks");
          await lookAtLocks();
        }
      }
      throw new UserError("Other sessions keep locking tables exclusively, and the catalog cannot be read past them.", {
        hint: "Run again when the migration or maintenance that holds the locks is done.",
      });
    },
    omissions: () => [...locks.values()].map(toOmission),
  };
}

function toOmission(row: LockRow): Omission {
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
