/** Objects beside relations, types and routines. Sorted by name wherever they stand. */
import { z } from "zod";
import {
  commentSchema,
  extensionNameSchema,
  nameSchema,
  optionSchema,
  ownerSchema,
  privilegeSchema,
  qualifiedNameSchema,
  schemaNameSchema,
} from "./shared-parts.ts";

const named = { name: nameSchema, owner: ownerSchema, comment: commentSchema };
const inSchema = { schema: schemaNameSchema, ...named, extension: extensionNameSchema };

/** pg_extension. */
export const extensionSchema = z.strictObject({
  kind: z.literal("extension"),
  name: nameSchema,
  /** The installed version; `null` where the scratch engine lacks the extension, and stands in for types of it. */
  version: z.string().nullable(),
  /** What `CREATE EXTENSION` would install there; `null` where only a live server knows, or the server does not. */
  defaultVersion: z.string().nullable(),
  /** The schema that its objects are in. */
  schema: z.string(),
  comment: commentSchema,
});
export type Extension = z.infer<typeof extensionSchema>;

/**
 * pg_roles: those that the catalog mentions as owner, grantee, grantor, member or policy role, and of a live server all
 * others that may log in.
 */
export const roleSchema = z.strictObject({
  kind: z.literal("role"),
  name: nameSchema,
  comment: commentSchema,
  /** rolcanlogin. */
  login: z.boolean(),
  /** rolsuper. */
  superuser: z.boolean(),
  /** rolcreatedb. */
  createDatabase: z.boolean(),
  /** rolcreaterole. */
  createRole: z.boolean(),
  /** rolreplication. */
  replication: z.boolean(),
  /** rolbypassrls. */
  bypassRowSecurity: z.boolean(),
  /** rolinherit: has the privileges of the roles that it is a member of. */
  inherit: z.boolean(),
  /** rolconnlimit; `null` for no limit. */
  connectionLimit: z.number().int().nullable(),
  /** rolvaliduntil, the password's end; `null` for none. */
  validUntil: z.string().nullable(),
  /** The roles that it is a direct member of, sorted by name. */
  memberOf: z.array(
    z.strictObject({
      /** The role that it is a member of. */
      role: z.string(),
      /** WITH ADMIN OPTION. */
      admin: z.boolean(),
      /** WITH INHERIT, 16 and later; on older servers, whether the member itself inherits. */
      inherit: z.boolean(),
      /** WITH SET, 16 and later: the member may SET ROLE to it. True on older servers. */
      set: z.boolean(),
    }),
  ),
  /** Something else in the catalog names it, or one that is named is a member of it. */
  mentioned: z.boolean(),
  /** Made by the scratch engine so that a script would run: no fact about the user's server, and judged by nothing. */
  invented: z.boolean(),
});
export type Role = z.infer<typeof roleSchema>;

/** pg_default_acl. `schema` null means all schemas. */
export const defaultPrivilegeSchema = z.strictObject({
  /** The role whose new objects get the privileges. */
  role: z.string(),
  /** The schema that they hold in; `null` for all. */
  schema: z.string().nullable(),
  /** The objects that get them (defaclobjtype). */
  objects: z.enum(["tables", "sequences", "functions", "types", "schemas", "large objects"]),
  privileges: z.array(privilegeSchema),
});
export type DefaultPrivilege = z.infer<typeof defaultPrivilegeSchema>;

/** pg_event_trigger. */
export const eventTriggerSchema = z.strictObject({
  kind: z.literal("event trigger"),
  ...named,
  /** `ddl_command_start`, `ddl_command_end`, `sql_drop`, `table_rewrite` or `login`. */
  event: z.string(),
  /** evtenabled: when it fires, by session_replication_role. */
  enabled: z.enum(["origin", "disabled", "replica", "always"]),
  /** The command tags of WHEN TAG IN; empty for all. */
  tags: z.array(z.string()),
  /** The function that it calls. */
  function: qualifiedNameSchema,
  extension: extensionNameSchema,
});
export type EventTrigger = z.infer<typeof eventTriggerSchema>;

/** pg_publication. */
export const publicationSchema = z.strictObject({
  kind: z.literal("publication"),
  ...named,
  /** FOR ALL TABLES. */
  allTables: z.boolean(),
  /** publish_via_partition_root. */
  viaRoot: z.boolean(),
  /** What is published. */
  operations: z.array(z.enum(["insert", "update", "delete", "truncate"])),
  /** publish_generated_columns, 18 and later: which of them are published where no columns are listed. */
  generatedColumns: z.enum(["none", "stored"]),
  /** `columns` empty means all. */
  tables: z.array(
    z.strictObject({
      /** The schema of the published table. */
      schema: z.string(),
      /** The published table. */
      relation: z.string(),
      /** The published columns; empty for all. */
      columns: z.array(z.string()),
      /** The row filter; `null` for none. */
      where: z.string().nullable(),
    }),
  ),
  /** FOR TABLES IN SCHEMA. */
  schemas: z.array(z.string()),
});
export type Publication = z.infer<typeof publicationSchema>;

/** pg_subscription; the connection string is never kept. What an older server does not know has its later default. */
export const subscriptionSchema = z.strictObject({
  kind: z.literal("subscription"),
  ...named,
  /** pg_subscription.subenabled. */
  enabled: z.boolean(),
  /** The publications that it subscribes to. */
  publications: z.array(z.string()),
  /** slot_name, on the publisher; `null` for none. */
  slotName: z.string().nullable(),
  /** synchronous_commit of its worker. */
  synchronousCommit: z.string(),
  /** binary: values come in their binary form. */
  binary: z.boolean(),
  /** streaming of transactions in progress. */
  streaming: z.enum(["off", "on", "parallel"]),
  /** two_phase, 15 and later: prepared transactions come when they are prepared. */
  twoPhase: z.boolean(),
  /** disable_on_error, 15 and later. */
  disableOnError: z.boolean(),
  /** password_required, 16 and later. */
  passwordRequired: z.boolean(),
  /** run_as_owner, 16 and later; else changes are made as the table's owner. */
  runAsOwner: z.boolean(),
  /** origin, 16 and later: `any`, or `none` for changes that came from no other server. */
  origin: z.string(),
  /** failover, 17 and later: the slot is kept on the publisher's standbys too. */
  failover: z.boolean(),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

/** pg_foreign_data_wrapper. */
export const foreignDataWrapperSchema = z.strictObject({
  kind: z.literal("foreign data wrapper"),
  ...named,
  /** `null` for NO HANDLER. */
  handler: qualifiedNameSchema.nullable(),
  /** `null` for NO VALIDATOR. */
  validator: qualifiedNameSchema.nullable(),
  options: z.array(optionSchema),
  privileges: z.array(privilegeSchema),
  extension: extensionNameSchema,
});
export type ForeignDataWrapper = z.infer<typeof foreignDataWrapperSchema>;

/** pg_foreign_server with its user mappings. Options have secrets masked. */
export const foreignServerSchema = z.strictObject({
  kind: z.literal("foreign server"),
  ...named,
  /** The foreign data wrapper's name. */
  wrapper: z.string(),
  /** TYPE; `null` for none. */
  type: z.string().nullable(),
  /** VERSION; `null` for none. */
  version: z.string().nullable(),
  options: z.array(optionSchema),
  privileges: z.array(privilegeSchema),
  /** pg_user_mappings, sorted by role. */
  userMappings: z.array(
    z.strictObject({
      /** Whom it is for; `public` for PUBLIC. */
      role: z.string(),
      /** `null` where there are none, or PostgreSQL hides them from the role that read. */
      options: z.array(optionSchema).nullable(),
    }),
  ),
  extension: extensionNameSchema,
});
export type ForeignServer = z.infer<typeof foreignServerSchema>;

/** pg_collation. */
export const collationSchema = z.strictObject({
  kind: z.literal("collation"),
  ...inSchema,
  /** pg_collation.collprovider. */
  provider: z.enum(["default", "libc", "icu", "builtin"]),
  /** collisdeterministic. */
  deterministic: z.boolean(),
  /** collcollate, or the ICU or builtin locale. */
  locale: z.string().nullable(),
  /** collctype of a libc collation where it differs from `locale`. */
  characterType: z.string().nullable(),
  /** The tailoring rules of an ICU collation, 16 and later; `null` for none. */
  rules: z.string().nullable(),
});
export type Collation = z.infer<typeof collationSchema>;

/** pg_ts_config, pg_ts_dict, pg_ts_parser and pg_ts_template. */
export const textSearchObjectSchema = z.strictObject({
  /** Which of the four it is. */
  kind: z.enum(["text search configuration", "text search dictionary", "text search parser", "text search template"]),
  ...inSchema,
  /** The statements that make it: CREATE, and one for each mapping of a configuration. */
  definition: z.array(z.string()),
});
export type TextSearchObject = z.infer<typeof textSearchObjectSchema>;

/** pg_statistic_ext. */
export const statisticsObjectSchema = z.strictObject({
  kind: z.literal("statistics object"),
  ...inSchema,
  /** The relation that it is on. */
  relation: qualifiedNameSchema,
  /** `pg_get_statisticsobjdef`. */
  definition: z.string(),
  /** stxstattarget; `null` for the default. */
  statisticsTarget: z.number().int().nullable(),
});
export type StatisticsObject = z.infer<typeof statisticsObjectSchema>;

/** One of pg_settings. */
export const settingSchema = z.strictObject({
  /** The parameter's name. */
  name: z.string(),
  /** Its value as pg_settings shows it, in `unit`. */
  value: z.string(),
  /** The unit that a number is in; `null` for none. */
  unit: z.string().nullable(),
  /** Where the value was set: `default`, `configuration file`, `database`, … */
  source: z.string(),
});
export type Setting = z.infer<typeof settingSchema>;
