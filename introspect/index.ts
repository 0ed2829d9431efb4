/** Reads a server's catalog. */
import type { Catalog, Omission, Source } from "../src/model/catalog.ts";
import { quoteIdentifier } from "../src/model/names.ts";
import { UserError } from "../src/model/user-error.ts";
import { buildUserMappingOmissions } from "./assemble/foreign.ts";
import { assemble } from "./assemble/index.ts";
import { SUPPORTED_SERVERS } from "./connect/server-version.ts";
import { buildBytesOmissions } from "./lost-bytes.ts";
import type { SettingRow } from "./queries/settings.ts";
import type { HiddenRow } from "./queries/statistics.ts";
import { type Reading, readMoment } from "./read/moment.ts";
import { buildHostRuleOmissions } from "./read/operations.ts";
import { assembleWorkload } from "./read/workload.ts";
import { DatabaseError, type Session } from "./session.ts";

export interface IntrospectOptions {
  source: Source;
  /** The catalog's `generatedAt`; `null` where nothing says so. */
  asOf: string | null;
  /** False on a scratch engine: no settings, no counters, and nothing of the role that replays. */
  live: boolean;
  /** False leaves out what a live server counts, measures and times, so that the schema alone makes the catalog. */
  counters?: boolean;
  /** Roles that the replay made up; flagged in the catalog. */
  inventedRoles?: readonly string[];
}

/** What a server reports that only looks like PostgreSQL: it has not the column, table or function. */
const LACKING = ["42703", "42P01", "42883"];

/**
 * The catalog of the session's database at one moment, from read-only transactions that keep no lock for longer than
 * a query. The session must not be in a transaction. What could not be read is among the omissions. Throws `UserError`
 * on a server that is too old, or that cannot be read, and on a scratch engine `DatabaseError`.
 */
export async function introspect(session: Session, options: IntrospectOptions): Promise<Catalog> {
  const { live, counters = true } = options;
  try {
    return await assembleReading(await readMoment(session, { live, counters: live && counters }), options);
  } catch (error) {
    if (error instanceof DatabaseError && live) throw await buildServerError(session, error);
    throw error;
  }
}

/** Whatever a server of somebody else's says when its own catalogs are read, it is about that server. */
async function buildServerError(session: Session, error: DatabaseError): Promise<UserError> {
  if (LACKING.includes(error.code)) {
    const [row] = await session.query<{ version: string }>("SELECT pg_catalog.version()");
    return new UserError(`The server lacks a part of PostgreSQL's catalog: ${error.message}.`, {
      hint: `It calls itself ${row?.version ?? "nothing"}. ${SUPPORTED_SERVERS}`,
    });
  }
  const said = [error.detail, error.hint].filter((text) => text !== null);
  return new UserError(`The server does not let its catalog be read: ${error.message} (SQLSTATE ${error.code}).`, {
    hint: said.length === 0 ? "Its log may say more." : said.join("\n"),
  });
}

async function assembleReading(
  { server, rows, hidden, workload, undecoded, omissions: kept }: Reading,
  options: IntrospectOptions,
): Promise<Catalog> {
  const omissions = [
    ...kept,
    ...buildBytesOmissions(undecoded),
    ...hidden.flatMap(buildHiddenOmissions),
    ...(options.live ? buildHiddenSettings(rows.settings, server.current_user) : []),
    ...(workload?.omissions ?? []),
    ...buildUserMappingOmissions(rows),
    ...(rows.operations === null ? [] : buildHostRuleOmissions(rows.operations, server.current_user)),
  ];
  const catalog = assemble(server, rows, { inventedRoles: [], ...options, omissions });
  return workload === null ? catalog : { ...catalog, workload: await assembleWorkload(workload, catalog.relations) };
}

/** Which counters a role without privileges does not see, with the grant that shows them. */
function buildHiddenOmissions(row: HiddenRow): Omission[] {
  const [relations, sequences] = [Number(row.relations), Number(row.sequences)];
  const omit = (what: string, reason: string): Omission => ({
    ...{ kind: "statistics", what, reason, place: null },
    hint: `GRANT pg_read_all_data TO ${quoteIdentifier(row.current_user)} shows it.`,
  });
  return [
    ...(relations === 0
      ? []
      : [omit(`pg_stats of ${relations} relations`, "The role may not select from them, so pg_stats hides them.")]),
    ...(sequences === 0
      ? []
      : [omit(`last_value of ${sequences} sequences`, "The role may neither use nor select from them.")]),
  ];
}

/** That a role without privileges does not see all settings. */
function buildHiddenSettings(settings: readonly SettingRow[], role: string): Omission[] {
  if (settings.some((setting) => setting.name === "shared_preload_libraries")) return [];
  return [
    {
      kind: "settings",
      what: "setting shared_preload_libraries",
      reason: "PostgreSQL shows it to some roles only.",
      hint: `GRANT pg_read_all_settings TO ${quoteIdentifier(role)} shows it.`,
      place: null,
    },
  ];
}
