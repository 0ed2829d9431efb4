/** Reads everything as it was at one moment, whatever other sessions do meanwhile. */
import type { Omission } from "../../src/model/catalog.ts";
import { UserError } from "../../src/model/user-error.ts";
import { withoutGone } from "../assemble/without-gone.ts";
import { checkVersion, noDatabaseRow } from "../connect/server-version.ts";
import { type ChangeRow, laterSql, TOUCHED_SQL } from "../queries/changes.ts";
import { LOCKS_SQL, type LockRow, stillHeld } from "../queries/locks.ts";
import { SERVER_SQL, type ServerRow, VERSION_SQL, type VersionRow } from "../queries/server.ts";
import { HIDDEN_SQL, type HiddenRow } from "../queries/statistics.ts";
import type { DatabaseError, Session } from "../session.ts";
import {
  buildChangedOmission,
  buildReplacedOmission,
  CALM,
  compareMoments,
  type Meanwhile,
  toOids,
} from "./meanwhile.ts";
import { buildLockOmission, buildPoliteSession, isOfSomethingGone, type PoliteSession } from "./polite-session.ts";
import { inReadingTransaction } from "./reading-transaction.ts";
import { type Extent, type Rows, readRows } from "./rows.ts";
import { readWorkloadRows, type WorkloadRows } from "./workload.ts";

/** All that was read of a database. */
export interface Reading {
  server: ServerRow;
  rows: Rows;
  /** Which counters the role may not see; empty where none are read. */
  hidden: HiddenRow[];
  /** `null` where no counters are read. */
  workload: WorkloadRows | null;
  /** How many texts are not UTF-8, in a database that lets any bytes in. */
  undecoded: number;
  /** What other sessions kept from being read. */
  omissions: Omission[];
}

/** How often, and for how long, it is tried to meet a moment in which nobody changes what is read. */
const PATIENT_ATTEMPTS = 3;
const PATIENCE_MS = 5000;
/** How long a lock may last before what it hides is left out, and how often it is looked at meanwhile. */
const LOCK_PATIENCE_MS = 2000;
const LOOK_AGAIN_MS = 100;
/** How often after that, without what would not rest. */
const LAST_ATTEMPTS = 5;

/**
 * The session must not be in a transaction. What others drop meanwhile is left out: it is no part of the schema any
 * more. What they change or lock is read again, and at last named among the omissions. On a scratch engine there is
 * nobody else. Throws `UserError` and `DatabaseError`.
 */
export async function readMoment(session: Session, extent: Extent): Promise<Reading> {
  const restless: ChangeRow[] = [];
  const begin = performance.now();
  let impatient = 0;
  for (let attempt = 1; ; attempt += 1) {
    const patient = attempt <= PATIENT_ATTEMPTS || performance.now() < begin + PATIENCE_MS;
    const { read, failure, touched, locks } = await readOnce(session, extent, restless);
    const { meanwhile, released } = await lookAgain(session, touched, locks, begin + LOCK_PATIENCE_MS);
    const anew = meanwhile.changed.filter((row) => !restless.some(({ kind, owner }) => isOf(row, kind, owner)));
    const unlucky = meanwhile.replaced.length > 0 || released;
    if (read !== null && anew.length === 0 && !(patient && unlucky)) {
      return {
        ...read,
        rows: withoutGone(read.rows, meanwhile),
        omissions: buildOmissions(meanwhile, locks, restless),
      };
    }
    if (patient) continue;
    impatient += 1;
    if (impatient > LAST_ATTEMPTS) throw failure ?? keepsChanging();
    restless.push(...anew);
  }
}

function isOf(row: ChangeRow, kind: ChangeRow["kind"], owner: string): boolean {
  return row.kind === kind && row.owner === owner;
}

function keepsChanging(): UserError {
  return new UserError("Other sessions keep changing the schema, and no moment of it could be read.", {
    hint: "Run again when the migration that changes it is done.",
  });
}

interface Attempt {
  /** `null` where it failed of something that was dropped: `failure` says how. */
  read: Omit<Reading, "omissions"> | null;
  failure: DatabaseError | null;
  touched: ChangeRow[];
  locks: LockRow[];
}

function readOnce(session: Session, extent: Extent, restless: readonly ChangeRow[]): Promise<Attempt> {
  return inReadingTransaction(session, async ({ anyBytes }) => {
    const [version] = await session.query<VersionRow>(VERSION_SQL);
    if (version === undefined) throw noDatabaseRow();
    const major = Math.floor(Number(version.server_version_num) / 10_000);
    checkVersion(version.server_version, major);
    const polite = await buildPoliteSession(session, { major, restless: toOids(restless), anyBytes });
    let read: Attempt["read"] = null;
    let failure: DatabaseError | null = null;
    try {
      read = await readEverything(polite, extent);
    } catch (error) {
      if (!extent.live || !isOfSomethingGone(error)) throw error;
      failure = error;
    }
    const touched = extent.live ? await polite.query<ChangeRow>(TOUCHED_SQL) : [];
    return { read, failure, touched, locks: polite.locks() };
  });
}

async function readEverything(polite: PoliteSession, extent: Extent): Promise<Attempt["read"]> {
  const [server] = await polite.query<ServerRow>(SERVER_SQL);
  if (server === undefined) throw noDatabaseRow();
  const rows = await readRows(polite, extent);
  return {
    ...{ server, rows },
    hidden: extent.counters ? await polite.query<HiddenRow>(HIDDEN_SQL) : [],
    workload: extent.counters ? await readWorkloadRows(polite, rows.extensions, server.current_user) : null,
    undecoded: polite.undecoded(),
  };
}

/** What has become of what others touched and locked, in a snapshot that is later than all that was printed. */
async function lookAgain(
  session: Session,
  touched: readonly ChangeRow[],
  locks: readonly LockRow[],
  until: number,
): Promise<{ meanwhile: Meanwhile; released: boolean }> {
  if (touched.length === 0 && locks.length === 0) return { meanwhile: CALM, released: false };
  return inReadingTransaction(session, async () => {
    const later = touched.length === 0 ? [] : await session.query<ChangeRow>(laterSql(touched));
    const meanwhile = compareMoments(touched, later);
    const kept = locks.filter((row) => !isGoneLock(row, meanwhile));
    const isReleased = async () => stillHeld(kept, await session.query<LockRow>(LOCKS_SQL)).length < kept.length;
    let released = kept.length > 0 && (await isReleased());
    while (kept.length > 0 && !released && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      released = await isReleased();
    }
    return { meanwhile, released };
  });
}

function isGoneLock({ kind, oid }: LockRow, { isGone }: Meanwhile): boolean {
  return isGone(kind === "relation" ? "pg_class" : "pg_proc", oid);
}

function buildOmissions(meanwhile: Meanwhile, locks: readonly LockRow[], restless: readonly ChangeRow[]): Omission[] {
  return [
    ...locks.filter((row) => !isGoneLock(row, meanwhile)).map(buildLockOmission),
    ...meanwhile.replaced.map(buildReplacedOmission),
    ...restless.map(buildChangedOmission),
  ];
}
