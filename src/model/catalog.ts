/**
 * The catalog: what a PostgreSQL database is made of, as plain data. It is a public, versioned format
 * (`catalog.json`): names instead of oids, a `kind` on every object, every list sorted by name unless its
 * order means something (columns, keys, arguments), SQL text exactly as PostgreSQL prints it where the
 * search_path holds pg_catalog alone. `null` means "PostgreSQL says none" or "not known". Lists, never objects keyed by identifiers.
 */
import { z } from "zod";
import {
  collationSchema,
  defaultPrivilegeSchema,
  eventTriggerSchema,
  extensionSchema,
  foreignDataWrapperSchema,
  foreignServerSchema,
  publicationSchema,
  roleSchema,
  settingSchema,
  statisticsObjectSchema,
  subscriptionSchema,
  textSearchObjectSchema,
} from "./database-objects.ts";
import { historyStepSchema } from "./history.ts";
import { accessMethodSchema, conversionSchema, languageSchema, transformSchema } from "./languages-and-methods.ts";
import { repositorySchema } from "./migration-facts.ts";
import { castSchema, operatorClassSchema, operatorSchema } from "./operators.ts";
import { relationSchema } from "./relation.ts";
import { routineSchema } from "./routine.ts";
import { operationsSchema } from "./server-operations.ts";
import { commentSchema, extensionNameSchema, nameSchema, ownerSchema, privilegeSchema } from "./shared-parts.ts";
import { sequenceSchema, typeSchema } from "./types-and-sequences.ts";
import { workloadSchema } from "./workload.ts";

/** The version of the format that this program writes and reads. */
export const CATALOG_FORMAT_VERSION = 2;

/** The git commit that the source stood at. `branch` is null on a detached head. `date` is ISO 8601. */
export const commitSchema = z.strictObject({
  /** The full hash in hexadecimal. */
  hash: z.string(),
  /** The branch that was checked out; `null` on a detached head. */
  branch: z.string().nullable(),
  /** The committer's date, ISO 8601. */
  date: z.string(),
  /** The author's name, without the address. */
  author: z.string(),
});
export type Commit = z.infer<typeof commitSchema>;

/** Where the catalog was read from. Never holds a connection string, a password or a path of this machine. */
export const sourceSchema = z.strictObject({
  /** A live server, a folder of migrations, or one script. */
  kind: z.enum(["server", "migrations", "script"]),
  /** What was read, for people: the database's name, the folder's name or the file's name. */
  name: z.string(),
  /** The migration tool whose layout was recognised, `null` for a server or a single script. */
  tool: z.string().nullable(),
  /** `null` where the source is not in a git work tree. */
  commit: commitSchema.nullable(),
});
export type Source = z.infer<typeof sourceSchema>;

/** The server that the catalog was read on. `engine` is `pglite` for the embedded one. */
export const serverSchema = z.strictObject({
  /** `server_version`, for example `18.3` or `15.18 (Debian 15.18-0+deb12u1)`. */
  version: z.string(),
  /** The major version, for example 18. */
  major: z.number().int(),
  /** `pglite` for the embedded engine. */
  engine: z.enum(["postgresql", "pglite"]),
});
export type Server = z.infer<typeof serverSchema>;

/** pg_namespace. */
export const schemaSchema = z.strictObject({
  kind: z.literal("schema"),
  name: nameSchema,
  owner: ownerSchema,
  comment: commentSchema,
  privileges: z.array(privilegeSchema),
  extension: extensionNameSchema,
});
export type Schema = z.infer<typeof schemaSchema>;

/**
 * Something that could not be read or replayed. `schema` omissions are parts of the schema itself and make the
 * command exit with 3 unless allowed; the others (statistics, settings, secrets) never fail a run.
 */
export const omissionSchema = z.strictObject({
  /** What sort of thing is missing; only `schema` makes a command exit with 3. */
  kind: z.enum(["schema", "statistics", "settings", "secret", "note"]),
  /** What is missing, for people: `function app.f(integer)`, `pg_stats of public.orders`. */
  what: z.string(),
  /** Why, in one sentence. */
  reason: z.string(),
  /** What the user can do, or `null`. */
  hint: z.string().nullable(),
  /** `file:line` in the migrations, relative to the source, else `null`. */
  place: z.string().nullable(),
});
export type Omission = z.infer<typeof omissionSchema>;

export const catalogSchema = z.strictObject({
  /** The version of the format; a reader of another one must not go on. */
  formatVersion: z.literal(CATALOG_FORMAT_VERSION),
  /**
   * ISO 8601 in UTC: `--as-of`, else the date of the migrations' commit. `null`: nothing says so, as for a server; then
   * ages are not assessed.
   */
  generatedAt: z.string().nullable(),
  source: sourceSchema,
  server: serverSchema,
  /** pg_database of the database that was read. */
  database: z.strictObject({ name: nameSchema, comment: commentSchema }),
  /** The migration steps that were replayed, in their order; empty for a server. */
  history: z.array(historyStepSchema),
  /** What git keeps around the migrations; `null`: not looked at, as for a server, or no git. */
  repository: repositorySchema.nullable(),
  /** Every schema but PostgreSQL's own, sorted by name. */
  schemas: z.array(schemaSchema),
  /** Everything in pg_class that is shown, sorted by schema and name. */
  relations: z.array(relationSchema),
  /** User-defined types, sorted by schema and name. */
  types: z.array(typeSchema),
  /** Functions, procedures, aggregates and window functions, sorted by schema, name and identity arguments. */
  routines: z.array(routineSchema),
  sequences: z.array(sequenceSchema),
  extensions: z.array(extensionSchema),
  roles: z.array(roleSchema),
  defaultPrivileges: z.array(defaultPrivilegeSchema),
  eventTriggers: z.array(eventTriggerSchema),
  publications: z.array(publicationSchema),
  subscriptions: z.array(subscriptionSchema),
  foreignDataWrappers: z.array(foreignDataWrapperSchema),
  foreignServers: z.array(foreignServerSchema),
  languages: z.array(languageSchema),
  transforms: z.array(transformSchema),
  accessMethods: z.array(accessMethodSchema),
  collations: z.array(collationSchema),
  conversions: z.array(conversionSchema),
  textSearchObjects: z.array(textSearchObjectSchema),
  casts: z.array(castSchema),
  operators: z.array(operatorSchema),
  operatorClasses: z.array(operatorClassSchema),
  statisticsObjects: z.array(statisticsObjectSchema),
  /** pg_settings that judge something, from a live server only; empty for a scratch engine. */
  settings: z.array(settingSchema),
  /** How a live server is run; `null` for a scratch engine. */
  operations: operationsSchema.nullable(),
  /** What a live server was asked to do; `null` on a scratch engine, and where counters were left out. */
  workload: workloadSchema.nullable(),
  omissions: z.array(omissionSchema),
});
export type Catalog = z.infer<typeof catalogSchema>;
