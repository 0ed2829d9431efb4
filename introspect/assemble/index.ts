/** Rows to the catalog. Pure: the same rows give the same catalog. */
import {
  CATALOG_FORMAT_VERSION,
  type Catalog,
  type Omission,
  type Schema,
  type Source,
} from "../../src/model/catalog.ts";
import type { Extension, Role, Setting } from "../../src/model/database-objects.ts";
import { compareText } from "../../src/model/names.ts";
import type { RoleRow } from "../queries/roles.ts";
import type { ServerRow } from "../queries/server.ts";
import type { Rows } from "../read/rows.ts";
import { isStandIn } from "../stand-in.ts";
import {
  assembleCollations,
  assembleDefaultPrivileges,
  assembleEventTriggers,
  assemblePublications,
  assembleStatisticsObjects,
  assembleSubscriptions,
  assembleTextSearchObjects,
} from "./database-objects.ts";
import { decodeBoolean } from "./decode.ts";
import { buildDirectory, type Directory } from "./directory.ts";
import { assembleForeignDataWrappers, assembleForeignServers } from "./foreign.ts";
import {
  assembleAccessMethods,
  assembleConversions,
  assembleLanguages,
  assembleTransforms,
} from "./languages-and-methods.ts";
import { assembleOperations } from "./operations.ts";
import { assembleCasts, assembleOperatorClasses, assembleOperators } from "./operators.ts";
import { assembleRelations } from "./relations.ts";
import { assembleRoutines } from "./routines.ts";
import { maskCommand } from "./secrets.ts";
import { buildStatisticsLookup, type StatisticsLookup } from "./statistics.ts";
import { assembleSequences, assembleTypes } from "./types.ts";

export interface AssembleOptions {
  source: Source;
  /** `generatedAt`, as given from outside; `null` where nothing says so. */
  asOf: string | null;
  /** False on a scratch engine, whose owner, settings and database are no facts about the user's server. */
  live: boolean;
  /** Roles that were made up so that a script would run. */
  inventedRoles: readonly string[];
  omissions: readonly Omission[];
}

export function assemble(server: ServerRow, rows: Rows, options: AssembleOptions): Catalog {
  const engineRole = options.live ? null : server.current_user;
  const directory = buildDirectory(rows, engineRole);
  const objects = assembleObjects(rows, directory, buildStatisticsLookup(rows.statistics));
  return {
    formatVersion: CATALOG_FORMAT_VERSION,
    generatedAt: options.asOf,
    source: options.source,
    server: {
      version: server.server_version,
      major: Math.floor(Number(server.server_version_num) / 10_000),
      engine: server.version.includes("PGlite") ? "pglite" : "postgresql",
    },
    // A scratch engine's database is nobody's: what was replayed names it.
    database: options.live
      ? { name: server.datname, comment: server.description }
      : { name: options.source.name, comment: null },
    history: [],
    repository: null,
    ...objects,
    // Last: the roles that the objects above mention.
    roles:
      engineRole === null
        ? assembleRoles(rows, directory, { others: rows.roles.filter(mayLogIn), invented: [] })
        : assembleRoles(rows, directory, { others: [], invented: [engineRole, ...options.inventedRoles] }),
    settings: assembleSettings(rows),
    operations: assembleOperations(rows.operations),
    workload: null,
    omissions: [...options.omissions],
  };
}

/** The objects of the rows; what they only name is looked up in the directory. */
export function assembleObjects(rows: Rows, directory: Directory, statistics: StatisticsLookup) {
  return {
    schemas: assembleSchemas(rows, directory),
    relations: assembleRelations(rows, directory, statistics),
    types: assembleTypes(rows, directory),
    routines: assembleRoutines(rows, directory),
    sequences: assembleSequences(rows, directory, statistics),
    extensions: assembleExtensions(rows),
    defaultPrivileges: assembleDefaultPrivileges(rows, directory),
    eventTriggers: assembleEventTriggers(rows, directory),
    publications: assemblePublications(rows, directory),
    subscriptions: assembleSubscriptions(rows, directory),
    foreignDataWrappers: assembleForeignDataWrappers(rows, directory),
    foreignServers: assembleForeignServers(rows, directory),
    languages: assembleLanguages(rows, directory),
    transforms: assembleTransforms(rows),
    accessMethods: assembleAccessMethods(rows),
    collations: assembleCollations(rows, directory),
    conversions: assembleConversions(rows, directory),
    textSearchObjects: assembleTextSearchObjects(rows, directory),
    casts: assembleCasts(rows),
    operators: assembleOperators(rows, directory),
    operatorClasses: assembleOperatorClasses(rows, directory),
    statisticsObjects: assembleStatisticsObjects(rows, directory),
  };
}

function assembleSettings(rows: Rows): Setting[] {
  return rows.settings
    .map((row) => ({ name: row.name, value: maskCommand(row.reset_val), unit: row.unit, source: row.source }))
    .sort((a, b) => compareText(a.name, b.name));
}

function assembleSchemas(rows: Rows, directory: Directory): Schema[] {
  return rows.schemas
    .map(
      (row): Schema => ({
        kind: "schema",
        name: row.nspname,
        owner: directory.owner(row.nspowner),
        comment: row.description,
        privileges: directory.privileges(row.nspacl),
        extension: row.extname,
      }),
    )
    .sort((a, b) => compareText(a.name, b.name));
}

function assembleExtensions(rows: Rows): Extension[] {
  return rows.extensions
    .map(
      (row): Extension => ({
        kind: "extension",
        name: row.extname,
        version: isStandIn(rows.extensions, row.extname) ? null : row.extversion,
        defaultVersion: row.default_version,
        schema: row.nspname,
        comment: row.description,
      }),
    )
    .sort((a, b) => compareText(a.name, b.name));
}

function mayLogIn(row: RoleRow): boolean {
  return decodeBoolean(row.rolcanlogin);
}

/**
 * The roles that the directory was asked for, and the `others`, each with those that it is a member of. Called last.
 */
export function assembleRoles(
  rows: Rows,
  directory: Directory,
  { others, invented }: { others: readonly RoleRow[]; invented: readonly string[] },
): Role[] {
  const byName = new Map(rows.roles.map((row) => [row.rolname, row]));
  const membershipsOf = (cell: string | null) =>
    (cell === null ? [] : (JSON.parse(cell) as [number, boolean, boolean, boolean][]))
      .map(([oid, admin, inherit, set]) => ({ role: directory.role(String(oid)), admin, inherit, set }))
      .sort((a, b) => compareText(a.role, b.role));
  const buildRoles = (name: string, mentioned: boolean): Role[] => {
    const row = byName.get(name);
    if (row === undefined) return [];
    const role: Role = {
      kind: "role",
      name,
      comment: row.description,
      login: decodeBoolean(row.rolcanlogin),
      superuser: decodeBoolean(row.rolsuper),
      createDatabase: decodeBoolean(row.rolcreatedb),
      createRole: decodeBoolean(row.rolcreaterole),
      replication: decodeBoolean(row.rolreplication),
      bypassRowSecurity: decodeBoolean(row.rolbypassrls),
      inherit: decodeBoolean(row.rolinherit),
      connectionLimit: row.rolconnlimit === "-1" ? null : Number(row.rolconnlimit),
      validUntil: row.rolvaliduntil,
      memberOf: membershipsOf(row.memberof),
      mentioned,
      invented: invented.includes(name),
    };
    return [role];
  };
  // Asking for a membership mentions one more role, which is then reached too: a Set keeps its order of insertion.
  const names = directory.mentionedRoles();
  const roles = new Map<string, Role[]>();
  const takeNamed = (mentioned: boolean) => {
    for (const name of names) if (!roles.has(name)) roles.set(name, buildRoles(name, mentioned));
  };
  takeNamed(true);
  for (const { oid } of others) directory.role(oid);
  takeNamed(false);
  return [...roles.values()].flat().sort((a, b) => compareText(a.name, b.name));
}
