/** Relations: everything in pg_class that is shown. */
import { z } from "zod";
import { columnSchema } from "./column.ts";
import { constraintSchema } from "./constraint.ts";
import { indexSchema } from "./index-definition.ts";
import { policySchema, rewriteRuleSchema, triggerSchema } from "./relation-parts.ts";
import {
  commentSchema,
  extensionNameSchema,
  nameSchema,
  optionSchema,
  originSchema,
  ownerSchema,
  privilegeSchema,
  qualifiedNameSchema,
  schemaNameSchema,
} from "./shared-parts.ts";

/** pg_class.relkind in words. */
export const relationKindSchema = z.enum(["table", "partitioned table", "view", "materialized view", "foreign table"]);
export type RelationKind = z.infer<typeof relationKindSchema>;

/** Counters and sizes of a live server; replayed catalogs have none. */
export const relationStatisticsSchema = z.strictObject({
  /** `pg_class.reltuples`, `null` where never analysed (-1). */
  rows: z.number().nullable(),
  /** Bytes; `null` where the size functions could not be called. */
  bytes: z
    .strictObject({
      /** Its rows: the main fork, without the free space and visibility maps, which are small beside it. */
      table: z.number(),
      /** The main fork of its TOAST table: long values out of line. */
      toast: z.number(),
      /** The main forks of all its indexes. */
      indexes: z.number(),
      /** These three together: a little less than pg_total_relation_size, which opens twelve files and more. */
      total: z.number(),
    })
    .nullable(),
  /** `pg_stat_user_tables`; `null` where the view shows no row. */
  counters: z
    .strictObject({
      /** seq_scan. */
      sequentialScans: z.number(),
      /** seq_tup_read. */
      sequentialRowsRead: z.number(),
      /** idx_scan. */
      indexScans: z.number(),
      /** n_tup_ins. */
      rowsInserted: z.number(),
      /** n_tup_upd. */
      rowsUpdated: z.number(),
      /** n_tup_del. */
      rowsDeleted: z.number(),
      /** n_live_tup, an estimate. */
      liveRows: z.number(),
      /** n_dead_tup, an estimate. */
      deadRows: z.number(),
      /** n_mod_since_analyze, an estimate: rows inserted, updated or deleted since the planner's figures were made. */
      rowsModified: z.number(),
    })
    .nullable(),
});
export type RelationStatistics = z.infer<typeof relationStatisticsSchema>;

/** A relation or column that a view reads (pg_depend through pg_rewrite). */
export const dependencySchema = z.strictObject({
  schema: schemaNameSchema,
  /** The relation that is read. */
  relation: z.string(),
  /** Columns read, sorted; empty where only the whole relation is known. */
  columns: z.array(z.string()),
});
export type Dependency = z.infer<typeof dependencySchema>;

/** One relation with all its parts: pg_class and what refers to it. */
export const relationSchema = z.strictObject({
  kind: relationKindSchema,
  schema: schemaNameSchema,
  name: nameSchema,
  owner: ownerSchema,
  comment: commentSchema,
  /** pg_class.relpersistence. */
  persistence: z.enum(["permanent", "unlogged", "temporary"]),
  /** Set on a partition: its parent and `pg_get_expr(relpartbound)`. */
  partition: z
    .strictObject({
      of: qualifiedNameSchema,
      /** For example `FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`, or `DEFAULT`. */
      bound: z.string(),
    })
    .nullable(),
  /** Set on a partitioned table: pg_partitioned_table. A key entry that is an expression has `null` in `columns`. */
  partitionKey: z
    .strictObject({
      /** pg_partitioned_table.partstrat. */
      strategy: z.enum(["range", "list", "hash"]),
      /** The key's columns in key order; `null` for an entry that is an expression. */
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
  /** Row-level security: whether policies apply at all, and to the owner too. */
  rowSecurity: z.strictObject({
    /** pg_class.relrowsecurity: ENABLE ROW LEVEL SECURITY. */
    enabled: z.boolean(),
    /** pg_class.relforcerowsecurity: FORCE ROW LEVEL SECURITY. */
    forced: z.boolean(),
  }),
  /** pg_class.reloptions: storage parameters, or a view's options. */
  options: z.array(optionSchema),
  /** The reloptions of its TOAST table, without the prefix `toast.`. */
  toastOptions: z.array(optionSchema),
  /** `null` means the database's default tablespace. */
  tablespace: z.string().nullable(),
  /** What logical replication tells rows apart by (pg_class.relreplident). */
  replicaIdentity: z.strictObject({
    /** `default` is the primary key. */
    kind: z.enum(["default", "nothing", "full", "index"]),
    /** The index of kind `index`; `null` for the other kinds. */
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
  foreign: z
    .strictObject({
      /** The foreign server's name. */
      server: z.string(),
      options: z.array(optionSchema),
    })
    .nullable(),
  statistics: relationStatisticsSchema.nullable(),
  origin: originSchema.nullable(),
  extension: extensionNameSchema,
});
export type Relation = z.infer<typeof relationSchema>;
