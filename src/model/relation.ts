/** Relations: everything in pg_class that is shown. */
import { z } from "zod";
import { columnSchema } from "./column.ts";
import { constraintSchema } from "./constraint.ts";
import { indexSchema } from "./index-definition.ts";
import { policySchema, rewriteRuleSchema, triggerSchema } from "./relation-parts.ts";
import { optionSchema, originSchema, privilegeSchema, qualifiedNameSchema } from "./shared-parts.ts";

export const relationKindSchema = z.enum(["table", "partitioned table", "view", "materialized view", "foreign table"]);
export type RelationKind = z.infer<typeof relationKindSchema>;

/** Counters and sizes of a live server; replayed catalogs have none. */
export const relationStatisticsSchema = z.strictObject({
  /** `pg_class.reltuples`, `null` where never analysed (-1). */
  rows: z.number().nullable(),
  /** Bytes; `null` where the size functions could not be called. */
  bytes: z.strictObject({ table: z.number(), toast: z.number(), indexes: z.number(), total: z.number() }).nullable(),
  /** `pg_stat_user_tables`; `null` where the view shows no row. */
  counters: z
    .strictObject({
      sequentialScans: z.number(),
      sequentialRowsRead: z.number(),
      indexScans: z.number(),
      rowsInserted: z.number(),
      rowsUpdated: z.number(),
      rowsDeleted: z.number(),
      liveRows: z.number(),
      deadRows: z.number(),
    })
    .nullable(),
});
export type RelationStatistics = z.infer<typeof relationStatisticsSchema>;

/** A relation or column that a view reads (pg_depend through pg_rewrite). */
export const dependencySchema = z.strictObject({
  schema: z.string(),
  relation: z.string(),
  /** Columns read, sorted; empty where only the whole relation is known. */
  columns: z.array(z.string()),
});
export type Dependency = z.infer<typeof dependencySchema>;

export const relationSchema = z.strictObject({
  kind: relationKindSchema,
  schema: z.string(),
  name: z.string(),
  /** `null` where the owner is a role that only the scratch engine has. */
  owner: z.string().nullable(),
  comment: z.string().nullable(),
  persistence: z.enum(["permanent", "unlogged", "temporary"]),
  /** Set on a partition: its parent and `pg_get_expr(relpartbound)`. */
  partition: z.strictObject({ of: qualifiedNameSchema, bound: z.string() }).nullable(),
  /** Set on a partitioned table: pg_partitioned_table. A key entry that is an expression has `null` in `columns`. */
  partitionKey: z
    .strictObject({
      strategy: z.enum(["range", "list", "hash"]),
      columns: z.array(z.string().nullable()),
      /** `pg_get_partkeydef`, for example `RANGE (at)`. */
      definition: z.string(),
    })
    .nullable(),
  /** Parents by INHERITS in the order of inhseqno; a partition's parent is in `partition` only. */
  inherits: z.array(qualifiedNameSchema),
  /** The composite type of a typed table (`CREATE TABLE … OF`). */
  ofType: qualifiedNameSchema.nullable(),
  /** `heap` or another table access method; `null` for views and partitioned tables without one. */
  accessMethod: z.string().nullable(),
  rowSecurity: z.strictObject({ enabled: z.boolean(), forced: z.boolean() }),
  options: z.array(optionSchema),
  toastOptions: z.array(optionSchema),
  /** `null` means the database's default tablespace. */
  tablespace: z.string().nullable(),
  replicaIdentity: z.strictObject({
    kind: z.enum(["default", "nothing", "full", "index"]),
    index: z.string().nullable(),
  }),
  /** In the order of attnum, dropped columns left out. */
  columns: z.array(columnSchema),
  constraints: z.array(constraintSchema),
  /** All indexes, those behind constraints too. Indexes of partitions that are clones of the parent's are left out. */
  indexes: z.array(indexSchema),
  triggers: z.array(triggerSchema),
  policies: z.array(policySchema),
  rules: z.array(rewriteRuleSchema),
  privileges: z.array(privilegeSchema),
  /** `pg_get_viewdef` of a view or materialized view; `null` otherwise, or where it is locked (see omissions). */
  definition: z.string().nullable(),
  /** `relispopulated` of a materialized view; `null` otherwise. */
  populated: z.boolean().nullable(),
  /** What a view reads. */
  dependsOn: z.array(dependencySchema),
  /** Server and options of a foreign table, secrets masked. */
  foreign: z.strictObject({ server: z.string(), options: z.array(optionSchema) }).nullable(),
  statistics: relationStatisticsSchema.nullable(),
  origin: originSchema.nullable(),
  /** The extension that owns it, else `null`. */
  extension: z.string().nullable(),
});
export type Relation = z.infer<typeof relationSchema>;
