/** Indexes: pg_index with pg_class. */
import { z } from "zod";
import { optionSchema, originSchema, qualifiedNameSchema } from "./shared-parts.ts";

/** One key entry (the first indnkeyatts); exactly one of `column` and `expression` is set. */
export const indexKeySchema = z.strictObject({
  column: z.string().nullable(),
  /** `pg_get_indexdef(oid, n, false)`. */
  expression: z.string().nullable(),
  /** indoption of ordered methods (btree); `null` for methods without an order. */
  order: z.enum(["asc", "desc"]).nullable(),
  nulls: z.enum(["first", "last"]).nullable(),
  /** Only where it is not the column's own (or, for an expression, not the default). */
  collation: qualifiedNameSchema.nullable(),
  operatorClass: z.strictObject({
    schema: z.string(),
    name: z.string(),
    /** It is the type's default class for the method. */
    default: z.boolean(),
    options: z.array(optionSchema),
  }),
});
export type IndexKey = z.infer<typeof indexKeySchema>;

export const indexSchema = z.strictObject({
  kind: z.literal("index"),
  name: z.string(),
  /** pg_am.amname: `btree`, `hash`, `gin`, `gist`, `brin`, `spgist`, … */
  method: z.string(),
  unique: z.boolean(),
  nullsNotDistinct: z.boolean(),
  /** indisvalid, indisready, indislive. */
  valid: z.boolean(),
  ready: z.boolean(),
  live: z.boolean(),
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
  options: z.array(optionSchema),
  tablespace: z.string().nullable(),
  /** `pg_get_indexdef`. */
  definition: z.string(),
  comment: z.string().nullable(),
  /** Live servers only: pg_stat_user_indexes and pg_relation_size. */
  statistics: z
    .strictObject({
      bytes: z.number().nullable(),
      scans: z.number().nullable(),
      /** pg_stat_user_indexes.last_idx_scan, 16 and later, ISO 8601. */
      lastScan: z.string().nullable(),
    })
    .nullable(),
  origin: originSchema.nullable(),
});
export type Index = z.infer<typeof indexSchema>;
