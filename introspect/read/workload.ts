/** A live server's workload: two queries in the transaction, then what they mean. */
import type { Omission } from "../../src/model/catalog.ts";
import { quoteIdentifier, quoteQualified } from "../../src/model/names.ts";
import type { Relation } from "../../src/model/relation.ts";
import type { Workload } from "../../src/model/workload.ts";
import { decodeBoolean } from "../assemble/decode.ts";
import { noDatabaseRow } from "../connect/server-version.ts";
import type { ExtensionRow } from "../queries/extensions.ts";
import {
  COUNTERS_SQL,
  type CountersRow,
  HIDDEN_TEXT,
  type StatementRow,
  statementsSql,
  type UntrustedOwnerRow,
  untrustedOwnerSql,
} from "../queries/workload.ts";
import { DatabaseError } from "../session.ts";
import type { PoliteSession } from "./polite-session.ts";

export interface WorkloadRows {
  counters: CountersRow;
  /** `null` where pg_stat_statements is not installed or cannot be read. */
  statements: StatementRow[] | null;
  omissions: Omission[];
}

const EXTENSION = "pg_stat_statements";
/** The library is not among shared_preload_libraries. */
const NOT_PRELOADED = "55000";
const DENIED = "42501";
/** With millions of statements on a slow disk. */
const TIMED_OUT = "57014";

/** Throws `DatabaseError`. */
export async function readWorkloadRows(
  session: PoliteSession,
  extensions: readonly ExtensionRow[],
  role: string,
): Promise<WorkloadRows> {
  const [counters] = await session.query<CountersRow>(COUNTERS_SQL);
  if (counters === undefined) throw noDatabaseRow();
  const installed = extensions.find(({ extname }) => extname === EXTENSION);
  if (installed === undefined) return { counters, statements: null, omissions: [] };
  const missing = (reason: string, hint: string) => ({
    counters,
    statements: null,
    omissions: [buildOmission(EXTENSION, reason, hint)],
  });
  const minor = Number(/^1\.(\d+)/.exec(installed.extversion)?.[1] ?? 0);
  if (minor < 8) {
    return missing(`Its version ${installed.extversion} is older than 1.8.`, `ALTER EXTENSION ${EXTENSION} UPDATE.`);
  }
  const [owner] = await session.query<UntrustedOwnerRow>(untrustedOwnerSql(EXTENSION));
  if (owner !== undefined) {
    return missing(
      `Its schema ${quoteIdentifier(installed.nspname)} belongs to ${quoteIdentifier(owner.rolname)}, who could have a superuser run anything in its place.`,
      "Read as a role that is no superuser, with pg_read_all_stats granted to it.",
    );
  }
  try {
    const statements = await session.query<StatementRow>(statementsSql(installed.nspname, minor));
    return { counters, statements, omissions: buildHidden(statements, role) };
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    switch (error.code) {
      case NOT_PRELOADED:
        return missing("It is installed, but not loaded.", `Name it in shared_preload_libraries and restart.`);
      case DENIED: {
        const view = quoteQualified(installed.nspname, EXTENSION);
        return missing("The role may not read it.", `GRANT SELECT ON ${view} TO ${quoteIdentifier(role)}.`);
      }
      case TIMED_OUT:
        return missing("Reading it took too long.", "Lower pg_stat_statements.max, or reset it.");
      default:
        // One text of another database that this one's encoding cannot hold is enough.
        return missing(`The server says: ${error.message}.`, `SELECT ${EXTENSION}_reset() empties it.`);
    }
  }
}

function buildHidden(statements: readonly StatementRow[], role: string): Omission[] {
  const hidden = countHidden(statements);
  if (hidden === 0) return [];
  const what = `${hidden} ${hidden === 1 ? "statement" : "statements"} of ${EXTENSION}`;
  const hint = `GRANT pg_read_all_stats TO ${quoteIdentifier(role)} shows it.`;
  return [buildOmission(what, "Other roles ran them, so the texts are hidden.", hint)];
}

function countHidden(statements: readonly StatementRow[]): number {
  return statements.reduce((sum, row) => (row.query === HIDDEN_TEXT ? sum + Number(row.entries) : sum), 0);
}

function buildOmission(what: string, reason: string, hint: string): Omission {
  return { kind: "statistics", what, reason, hint, place: null };
}

/** What the rows mean for the relations of the catalog. */
export async function assembleWorkload(rows: WorkloadRows, relations: readonly Relation[]): Promise<Workload> {
  const { counters, statements } = rows;
  return {
    readAt: counters.now,
    standby: decodeBoolean(counters.standby),
    countedSince: counters.stats_reset ?? counters.oldest_record,
    statements: statements === null ? null : await assembleStatements(statements, relations),
  };
}

async function assembleStatements(
  rows: readonly StatementRow[],
  relations: readonly Relation[],
): Promise<NonNullable<Workload["statements"]>> {
  // The parser is a WebAssembly module of two megabytes, for those servers that have something to parse.
  const { readStatements } = await import("../workload/index.ts");
  const [first] = rows;
  const entries = rows
    .filter((row) => row.query !== HIDDEN_TEXT)
    .map((row) => ({ text: row.query, calls: Number(row.calls), time: Number(row.time) }));
  return {
    resetAt: first?.stats_reset ?? null,
    evictions: first === undefined || first.dealloc === null ? null : Number(first.dealloc),
    hidden: countHidden(rows),
    ...(await readStatements(entries, Number(first?.total_time ?? 0), relations)),
  };
}
