/**
 * The catalog: what a PostgreSQL database is made of, as plain data. It is a public, versioned format
 * (`catalog.json`): names instead of oids, a `kind` on every object, every list sorted by name unless its
 * order means something (columns, keys, arguments), SQL text exactly as PostgreSQL prints it with an empty
 * search_path. `null` means "PostgreSQL says none" or "not known". Lists, never objects keyed by identifiers.
 */
import { z } from "zod";
import {
  castSchema,
  collationSchema,
  defaultPrivilegeSchema,
  eventTriggerSchema,
  extensionSchema,
  foreignDataWrapperSchema,
  foreignServerSchema,
  operatorClassSchema,
  operatorSchema,
  publicationSchema,
  roleSchema,
  settingSchema,
  statisticsObjectSchema,
  subscriptionSchema,
  textSearchObjectSchema,
} from "./database-objects.ts";
import { historyStepSchema } from "./history.ts";
import { relationSchema } from "./relation.ts";
import { routineSchema } from "./routine.ts";
import { privilegeSchema } from "./shared-parts.ts";
import { sequenceSchema, typeSchema } from "./types-and-sequences.ts";

/** The version of the format that this program writes and reads. */
export const CATALOG_FORMAT_VERSION = 1;

/** The git commit that the source stood at. `branch` is null on a detached head. `date` is ISO 8601. */
export const commitSchema = z.strictObject({
  hash: z.string(),
  branch: z.string().nullable(),
  date: z.string(),
  author: z.string(),
});
export type Commit = z.infer<typeof commitSchema>;

/** Where the catalog was read from. Never holds a connection string, a password or a path of this machine. */
export const sourceSchema = z.strictObject({
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
  major: z.number().int(),
  engine: z.enum(["postgresql", "pglite"]),
});
export type Server = z.infer<typeof serverSchema>;

/** pg_namespace. */
export const schemaSchema = z.strictObject({
  kind: z.literal("schema"),
  name: z.string(),
  /** `null` where the owner is a role that only the scratch engine has. */
  owner: z.string().nullable(),
  comment: z.string().nullable(),
  privileges: z.array(privilegeSchema),
  /** The extension that owns it, else `null`. */
  extension: z.string().nullable(),
});
export type Schema = z.infer<typeof schemaSchema>;

/**
 * Something that could not be read or replayed. `schema` omissions are parts of the schema itself and make the
 * command exit with 3 unless allowed; the others (statistics, settings, secrets) never fail a run.
 */
export const omissionSchema = z.strictObject({
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
  formatVersion: z.literal(CATALOG_FORMAT_VERSION),
  /** ISO 8601 in UTC; see DECISIONS on where it comes from. `null`: nothing said so; then ages are not assessed. */
  generatedAt: z.string().nullable(),
  source: sourceSchema,
  server: serverSchema,
  database: z.strictObject({ name: z.string(), comment: z.string().nullable() }),
  /** The migration steps that were replayed, in their order; empty for a server. */
  history: z.array(historyStepSchema),
  schemas: z.array(schemaSchema),
  relations: z.array(relationSchema),
  types: z.array(typeSchema),
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
  collations: z.array(collationSchema),
  textSearchObjects: z.array(textSearchObjectSchema),
  casts: z.array(castSchema),
  operators: z.array(operatorSchema),
  operatorClasses: z.array(operatorClassSchema),
  statisticsObjects: z.array(statisticsObjectSchema),
  /** pg_settings that judge something, from a live server only; empty for a scratch engine. */
  settings: z.array(settingSchema),
  omissions: z.array(omissionSchema),
});
export type Catalog = z.infer<typeof catalogSchema>;
