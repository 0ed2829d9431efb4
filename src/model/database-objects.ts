/** Objects beside relations, types and routines. Sorted by name wherever they stand. */
import { z } from "zod";
import { optionSchema, privilegeSchema, qualifiedNameSchema } from "./shared-parts.ts";

const named = { name: z.string(), owner: z.string().nullable(), comment: z.string().nullable() };
const inSchema = { schema: z.string(), ...named, extension: z.string().nullable() };

/** pg_extension. */
export const extensionSchema = z.strictObject({
  kind: z.literal("extension"),
  name: z.string(),
  version: z.string(),
  schema: z.string(),
  comment: z.string().nullable(),
});
export type Extension = z.infer<typeof extensionSchema>;

/** pg_roles, only those that the catalog mentions as owner, grantee, grantor, member or policy role. */
export const roleSchema = z.strictObject({
  kind: z.literal("role"),
  name: z.string(),
  comment: z.string().nullable(),
  login: z.boolean(),
  superuser: z.boolean(),
  createDatabase: z.boolean(),
  createRole: z.boolean(),
  replication: z.boolean(),
  bypassRowSecurity: z.boolean(),
  inherit: z.boolean(),
  connectionLimit: z.number().int().nullable(),
  validUntil: z.string().nullable(),
  memberOf: z.array(z.strictObject({ role: z.string(), admin: z.boolean() })),
  /** Made by the scratch engine so that a script would run: no fact about the user's server, and judged by nothing. */
  invented: z.boolean(),
});
export type Role = z.infer<typeof roleSchema>;

/** pg_default_acl. `schema` null means all schemas. */
export const defaultPrivilegeSchema = z.strictObject({
  role: z.string(),
  schema: z.string().nullable(),
  objects: z.enum(["tables", "sequences", "functions", "types", "schemas", "large objects"]),
  privileges: z.array(privilegeSchema),
});
export type DefaultPrivilege = z.infer<typeof defaultPrivilegeSchema>;

export const eventTriggerSchema = z.strictObject({
  kind: z.literal("event trigger"),
  ...named,
  event: z.string(),
  enabled: z.enum(["origin", "disabled", "replica", "always"]),
  tags: z.array(z.string()),
  function: qualifiedNameSchema,
  extension: z.string().nullable(),
});
export type EventTrigger = z.infer<typeof eventTriggerSchema>;

export const publicationSchema = z.strictObject({
  kind: z.literal("publication"),
  ...named,
  allTables: z.boolean(),
  viaRoot: z.boolean(),
  operations: z.array(z.enum(["insert", "update", "delete", "truncate"])),
  /** `columns` empty means all. */
  tables: z.array(
    z.strictObject({
      schema: z.string(),
      relation: z.string(),
      columns: z.array(z.string()),
      where: z.string().nullable(),
    }),
  ),
  schemas: z.array(z.string()),
});
export type Publication = z.infer<typeof publicationSchema>;

/** pg_subscription; the connection string is never kept. */
export const subscriptionSchema = z.strictObject({
  kind: z.literal("subscription"),
  ...named,
  enabled: z.boolean(),
  publications: z.array(z.string()),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

export const foreignDataWrapperSchema = z.strictObject({
  kind: z.literal("foreign data wrapper"),
  ...named,
  handler: qualifiedNameSchema.nullable(),
  validator: qualifiedNameSchema.nullable(),
  options: z.array(optionSchema),
  extension: z.string().nullable(),
});
export type ForeignDataWrapper = z.infer<typeof foreignDataWrapperSchema>;

/** Options have secrets masked. */
export const foreignServerSchema = z.strictObject({
  kind: z.literal("foreign server"),
  ...named,
  wrapper: z.string(),
  type: z.string().nullable(),
  version: z.string().nullable(),
  options: z.array(optionSchema),
  extension: z.string().nullable(),
});
export type ForeignServer = z.infer<typeof foreignServerSchema>;

export const collationSchema = z.strictObject({
  kind: z.literal("collation"),
  ...inSchema,
  provider: z.enum(["default", "libc", "icu", "builtin"]),
  deterministic: z.boolean(),
  /** collcollate, or the ICU or builtin locale. */
  locale: z.string().nullable(),
  /** collctype of a libc collation where it differs from `locale`. */
  characterType: z.string().nullable(),
  rules: z.string().nullable(),
});
export type Collation = z.infer<typeof collationSchema>;

export const textSearchObjectSchema = z.strictObject({
  kind: z.enum(["text search configuration", "text search dictionary", "text search parser", "text search template"]),
  ...inSchema,
  /** The statements that make it: CREATE, and one for each mapping of a configuration. */
  definition: z.array(z.string()),
});
export type TextSearchObject = z.infer<typeof textSearchObjectSchema>;

export const castSchema = z.strictObject({
  kind: z.literal("cast"),
  source: z.string(),
  target: z.string(),
  context: z.enum(["explicit", "assignment", "implicit"]),
  method: z.enum(["function", "inout", "binary"]),
  /** The function with its identity arguments, else `null`. */
  function: z.string().nullable(),
  comment: z.string().nullable(),
  extension: z.string().nullable(),
});
export type Cast = z.infer<typeof castSchema>;

export const operatorSchema = z.strictObject({
  kind: z.literal("operator"),
  ...inSchema,
  left: z.string().nullable(),
  right: z.string().nullable(),
  result: z.string(),
  function: z.string(),
});
export type Operator = z.infer<typeof operatorSchema>;

export const operatorClassSchema = z.strictObject({
  kind: z.enum(["operator class", "operator family"]),
  ...inSchema,
  method: z.string(),
});
export type OperatorClass = z.infer<typeof operatorClassSchema>;

/** pg_statistic_ext. */
export const statisticsObjectSchema = z.strictObject({
  kind: z.literal("statistics object"),
  ...inSchema,
  relation: qualifiedNameSchema,
  /** `pg_get_statisticsobjdef`. */
  definition: z.string(),
  statisticsTarget: z.number().int().nullable(),
});
export type StatisticsObject = z.infer<typeof statisticsObjectSchema>;

/** One of pg_settings. */
export const settingSchema = z.strictObject({
  name: z.string(),
  value: z.string(),
  unit: z.string().nullable(),
  source: z.string(),
});
export type Setting = z.infer<typeof settingSchema>;
