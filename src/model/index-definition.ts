/** Indexes: pg_index with pg_class. */
import { z } from "zod";
import {
  commentSchema,
  nameSchema,
  optionSchema,
  originSchema,
  qualifiedNameSchema,
  schemaNameSchema,
} from "./shared-parts.ts";

/** One key entry (the first indnkeyatts); exactly one of `column` and `expression` is set. */
export const indexKeySchema = z.strictObject({
  /** `null` for an expression. */
  column: z.string().nullable(),
  /** `pg_get_indexdef(oid, n, false)`. */
  expression: z.string().nullable(),
  /** indoption of ordered methods (btree); `null` for methods without an order. */
  order: z.enum(["asc", "desc"]).nullable(),
  /** Where NULLs sort; `null` for methods without an order. */
  nulls: z.enum(["first", "last"]).nullable(),
  /** Only where it is not the column's own (or, for an expression, not the default). */
  collation: qualifiedNameSchema.nullable(),
  /** pg_opclass of the entry. */
  operatorClass: z.strictObject({
    schema: schemaNameSchema,
    name: nameSchema,
    /** It is the type's default class for the method. */
    default: z.boolean(),
    /** The class's own parameters, for example `siglen` of a trigram index. */
    options: z.array(optionSchema),
  }),
  /** ALTER INDEX … SET STATISTICS of an expression; `null` for the default. */
  statisticsTarget: z.number().int().nullable(),
});
export type IndexKey = z.infer<typeof indexKeySchema>;

/** One index of a relation. */
export const indexSchema = z.strictObject({
  kind: z.literal("index"),
  name: nameSchema,
  /** pg_am.amname: `btree`, `hash`, `gin`, `gist`, `brin`, `spgist`, … */
  method: z.string(),
  /** indisunique. */
  unique: z.boolean(),
  /** indnullsnotdistinct, 15 and later: NULLS NOT DISTINCT. */
  nullsNotDistinct: z.boolean(),
  /** indisvalid: false where CREATE INDEX CONCURRENTLY failed or still runs. */
  valid: z.boolean(),
  /** indisready: writes keep it up to date. */
  ready: z.boolean(),
  /** indislive: false while it is being dropped. */
  live: z.boolean(),
  /** indisclustered: CLUSTER went by it last. */
  clustered: z.boolean(),
  /** indisreplident. */
  replicaIdentity: z.boolean(),
  key: z.array(indexKeySchema),
  /** INCLUDE columns. */
  included: z.array(z.string()),
  /** `pg_get_expr(indpred)`. */
  predicate: z.string().nullable(),
  /** The constraint that it backs, else `null`. */
  constraint: z.string().nullable(),
  /** pg_class.reloptions: `fillfactor` and the like. */
  options: z.array(optionSchema),
  /** `null` means the database's default tablespace. */
  tablespace: z.string().nullable(),
  /** `pg_get_indexdef`. */
  definition: z.string(),
  comment: commentSchema,
  /** Live servers only: pg_stat_user_indexes and pg_relation_size. */
  statistics: z
    .strictObject({
      /** pg_relation_size; `null` where it could not be called. */
      bytes: z.number().nullable(),
      /** idx_scan; `null` where the view shows no row. */
      scans: z.number().nullable(),
      /** pg_stat_user_indexes.last_idx_scan, 16 and later, ISO 8601. */
      lastScan: z.string().nullable(),
    })
    .nullable(),
  origin: originSchema.nullable(),
});
export type Index = z.infer<typeof indexSchema>;
