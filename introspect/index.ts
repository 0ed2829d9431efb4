/** Reads a server's catalog. */
import type { Catalog, Omission, Source } from "../src/model/catalog.ts";
import { quoteIdentifier } from "../src/model/names.ts";
import { UserError } from "../src/model/user-error.ts";
import { assemble } from "./assemble.ts";
import { toUserMappingOmissions } from "./assemble-foreign.ts";
import { toPoliteSession } from "./polite-session.ts";
import { SERVER_SQL, type ServerRow } from "./queries/server.ts";
import type { SettingRow } from "./queries/settings.ts";
import { HIDDEN_SQL, type HiddenRow } from "./queries/statistics.ts";
import { toHostRuleOmissions } from "./read-operations.ts";
import { readRows } from "./read-rows.ts";
import { assembleWorkload, readWorkloadRows } from "./read-workload.ts";
import { inReadingTransaction } from "./reading-transaction.ts";
import { checkVersion, noDatabaseRow, SUPPORTED_SERVERS } from "./server-version.ts";
import { DatabaseError, type Session } from "./session.ts";

export interface IntrospectOptions {
  source: Source;
  /** The catalog's `generatedAt`; `null` takes a live server's own clock, and leaves it `null` on a scratch engine. */
  asOf: string | null;
  /** False on a scratch engine: no settings, no statistics, and nothing of the role that replays. */
  live: boolean;
  /** Roles that the replay made up; flagged in the catalog. */
  inventedRoles?: readonly string[];
}

/** What PostgreSQL reports where an object of the snapshot was dropped while its definition was being printed. */
const GONE = "XX000";
/** What a server reports that only looks like PostgreSQL: it has not the column, table or function. */
const LACKING = ["42703", "42P01", "42883"];
const ATTEMPTS = 3;

/**
 * The catalog of the session's database, in one repeatable-read, read-only transaction that takes no lock but those
 * that printing definitions takes. The session must not be in a transaction. Throws `UserError` on a server that is
 * too old, and `DatabaseError`.
 */
export async function introspect(session: Session, options: IntrospectOptions): Promise<Catalog> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await introspectOnce(session, options);
    } catch (error) {
      if (!(error instanceof DatabaseError) || !options.live) throw error;
      if (LACKING.includes(error.code)) throw await toUnsupportedError(session, error);
      if (error.code !== GONE || attempt === ATTEMPTS) throw error;
    }
  }
}

async function toUnsupportedError(session: Session, error: DatabaseError): Promise<UserError> {
  const [row] = await session.query<{ version: string }>("SELECT pg_catalog.version()");
  return new UserError(`The server lacks a part of PostgreSQL's catalog: ${error.message}.`, {
    hint: `It calls itself ${row?.version ?? "nothing"}. ${SUPPORTED_SERVERS}`,
  });
}

async function introspectOnce(session: Session, options: IntrospectOptions): Promise<Catalog> {
  const { server, polite, rows, hidden, workload } = await inReadingTransaction(session, () =>
    readEverything(session, options.live),
  );
  const omissions = [
    ...polite.omissions(),
    ...hidden.flatMap((row) => toHiddenOmissions(row, rows.settings)),
    ...(workload?.omissions ?? []),
    ...toUserMappingOmissions(rows),
    ...(rows.operations === null ? [] : toHostRuleOmissions(rows.operations, server.current_user)),
  ];
  const catalog = assemble(server, rows, { inventedRoles: [], ...options, omissions });
  return workload === null ? catalog : { ...catalog, workload: await assembleWorkload(workload, catalog.relations) };
}

async function readEverything(session: Session, live: boolean) {
  const [server] = await session.query<ServerRow>(SERVER_SQL);
  if (server === undefined) throw noDatabaseRow();
  const major = Math.floor(Number(server.server_version_num) / 10_000);
  checkVersion(server.server_version, major);
  const polite = await toPoliteSession(session, major);
  const rows = await readRows(polite, live);
  return {
    ...{ server, polite, rows },
    hidden: live ? await session.query<HiddenRow>(HIDDEN_SQL) : [],
    workload: live ? await readWorkloadRows(session, rows.extensions, server.current_user) : null,
  };
}

/** What a role without privileges does not see, with the grant that shows it. */
function toHiddenOmissions(row: HiddenRow, settings: readonly SettingRow[]): Omission[] {
  const relations = Number(row.relations);
  const sequences = Number(row.sequences);
  const omit = (
    what: string,
    reason: string,
    kind: Omission["kind"] = "statistics",
    role = "pg_read_all_data",
  ): Omission => ({
    kind,
    what,
    reason,
    hint: `GRANT ${role} TO ${quoteIdentifier(row.current_user)} shows it.`,
    place: null,
  });
  const preloaded = settings.some((setting) => setting.name === "shared_preload_libraries");
  return [
    ...(relations === 0
      ? []
      : [omit(`pg_stats of ${relations} relations`, "The role may not select from them, so pg_stats hides them.")]),
    ...(sequences === 0
      ? []
      : [omit(`last_value of ${sequences} sequences`, "The role may neither use nor select from them.")]),
    ...(preloaded
      ? []
      : [
          omit(
            "setting shared_preload_libraries",
            "PostgreSQL shows it to some roles only.",
            "settings",
            "pg_read_all_settings",
          ),
        ]),
  ];
}
