/** Columns: pg_attribute with its type, default and statistics. */
import { z } from "zod";
import { optionSchema, originSchema, privilegeSchema, qualifiedNameSchema } from "./shared-parts.ts";

/** A type taken apart. For an array, everything but `array` speaks of the element type. */
export const typePartsSchema = z.strictObject({
  /** pg_type.typnamespace and typname, for example `pg_catalog`.`varchar`, `app`.`mood`. */
  schema: z.string(),
  name: z.string(),
  kind: z.enum(["base", "enum", "domain", "composite", "range", "multirange", "pseudo"]),
  /** The column is an array of it (pg_type.typcategory 'A' with typelem). */
  array: z.boolean(),
  /** `atttypmod` as PostgreSQL keeps it (varchar(n) is n + 4); `null` for -1. */
  modifier: z.number().int().nullable(),
  /**
   * The type below all domains, resolved through typbasetype; equal to the type itself where it is no domain.
   * `array` is true too where a domain stands over an array.
   */
  base: z.strictObject({
    schema: z.string(),
    name: z.string(),
    kind: z.enum(["base", "enum", "composite", "range", "multirange", "pseudo"]),
    array: z.boolean(),
    modifier: z.number().int().nullable(),
  }),
});
export type TypeParts = z.infer<typeof typePartsSchema>;

/** The sequence behind an identity column. Numbers are decimal text, since int8 does not fit a JSON number. */
export const identitySchema = z.strictObject({
  generation: z.enum(["always", "by default"]),
  /** `null` on a partition, whose identity is its parent's. */
  sequence: z
    .strictObject({
      schema: z.string(),
      name: z.string(),
      start: z.string(),
      increment: z.string(),
      minimum: z.string(),
      maximum: z.string(),
      cache: z.string(),
      cycle: z.boolean(),
    })
    .nullable(),
});
export type Identity = z.infer<typeof identitySchema>;

export const columnSchema = z.strictObject({
  kind: z.literal("column"),
  name: z.string(),
  /** As `format_type` prints it, for example `numeric(10,2)`, `app.mood[]`. */
  type: z.string(),
  typeParts: typePartsSchema,
  /** False only where attnotnull holds and no unvalidated NOT NULL constraint covers it (18). */
  nullable: z.boolean(),
  /** `pg_get_expr(adbin)`; `null` for none and for generated columns. */
  default: z.string().nullable(),
  identity: identitySchema.nullable(),
  generated: z.strictObject({ expression: z.string(), kind: z.enum(["stored", "virtual"]) }).nullable(),
  /** Only where it is not the type's own. */
  collation: qualifiedNameSchema.nullable(),
  /** Only where it is not the type's own (attstorage). */
  storage: z.enum(["plain", "external", "extended", "main"]).nullable(),
  compression: z.enum(["pglz", "lz4"]).nullable(),
  /** attstattarget; `null` for the default. */
  statisticsTarget: z.number().int().nullable(),
  options: z.array(optionSchema),
  /** OPTIONS of a foreign table's column. */
  foreignOptions: z.array(optionSchema),
  /** attislocal: defined on this relation itself (also where it is inherited besides). */
  local: z.boolean(),
  /** The direct parents that have the column too, by INHERITS; empty on partitions. */
  inheritedFrom: z.array(qualifiedNameSchema),
  comment: z.string().nullable(),
  privileges: z.array(privilegeSchema),
  /** From pg_stats, no values of rows; `null` where pg_stats shows no row for the role. */
  statistics: z.strictObject({ nullFraction: z.number(), distinct: z.number() }).nullable(),
  origin: originSchema.nullable(),
});
export type Column = z.infer<typeof columnSchema>;
