/** Columns: pg_attribute with its type, default and statistics. */
import { z } from "zod";
import {
  commentSchema,
  nameSchema,
  optionSchema,
  originSchema,
  privilegeSchema,
  qualifiedNameSchema,
  schemaNameSchema,
} from "./shared-parts.ts";

/** A type taken apart. For an array, everything but `array` speaks of the element type. */
export const typePartsSchema = z.strictObject({
  /** pg_type.typnamespace and typname, for example `pg_catalog`.`varchar`, `app`.`mood`. */
  schema: z.string(),
  /** pg_type.typname. */
  name: z.string(),
  /**
   * pg_type.typtype; `stand-in` for a type of an extension that the scratch engine lacks, of which it knows the name
   * and the modifiers alone.
   */
  kind: z.enum(["base", "enum", "domain", "composite", "range", "multirange", "pseudo", "stand-in"]),
  /** The column is an array of it (pg_type.typcategory 'A' with typelem). */
  array: z.boolean(),
  /** `atttypmod` as PostgreSQL keeps it (varchar(n) is n + 4); `null` for -1, and of a stand-in. */
  modifier: z.number().int().nullable(),
  /**
   * The type below all domains, resolved through typbasetype; equal to the type itself where it is no domain.
   * `array` is true too where a domain stands over an array.
   */
  base: z.strictObject({
    /** The schema of the base type. */
    schema: z.string(),
    /** The name of the base type. */
    name: z.string(),
    /** pg_type.typtype of the base type, which is never a domain; `stand-in` as above. */
    kind: z.enum(["base", "enum", "composite", "range", "multirange", "pseudo", "stand-in"]),
    /** The value is an array of it. */
    array: z.boolean(),
    /** The modifier that holds in the end: of the lowest domain, else the column's own. */
    modifier: z.number().int().nullable(),
  }),
});
export type TypeParts = z.infer<typeof typePartsSchema>;

/** The sequence behind an identity column. Numbers are decimal text, since int8 does not fit a JSON number. */
export const identitySchema = z.strictObject({
  /** GENERATED ALWAYS or BY DEFAULT AS IDENTITY. */
  generation: z.enum(["always", "by default"]),
  /** `null` on a partition, whose identity is its parent's. */
  sequence: z
    .strictObject({
      schema: schemaNameSchema,
      name: nameSchema,
      /** START WITH. */
      start: z.string(),
      /** INCREMENT BY. */
      increment: z.string(),
      /** MINVALUE. */
      minimum: z.string(),
      /** MAXVALUE. */
      maximum: z.string(),
      /** CACHE. */
      cache: z.string(),
      /** CYCLE. */
      cycle: z.boolean(),
      /** pg_sequences.last_value, live only; `null` where never used or hidden. */
      lastValue: z.string().nullable(),
      comment: commentSchema,
      privileges: z.array(privilegeSchema),
    })
    .nullable(),
});
export type IdentitySequence = NonNullable<z.infer<typeof identitySchema>["sequence"]>;
export type Identity = z.infer<typeof identitySchema>;

/** One column of a relation. */
export const columnSchema = z.strictObject({
  kind: z.literal("column"),
  name: nameSchema,
  /** As `format_type` prints it, for example `numeric(10,2)`, `app.mood[]`. */
  type: z.string(),
  typeParts: typePartsSchema,
  /** False only where attnotnull holds and no unvalidated NOT NULL constraint covers it (18). */
  nullable: z.boolean(),
  /** `pg_get_expr(adbin)`; `null` for none and for generated columns. */
  default: z.string().nullable(),
  identity: identitySchema.nullable(),
  /** GENERATED ALWAYS AS (…); `null` for an ordinary column. */
  generated: z
    .strictObject({
      /** `pg_get_expr(adbin)`. */
      expression: z.string(),
      /** pg_attribute.attgenerated. */
      kind: z.enum(["stored", "virtual"]),
    })
    .nullable(),
  /** Only where it is not the type's own. */
  collation: qualifiedNameSchema.nullable(),
  /** Only where it is not the type's own (attstorage). */
  storage: z.enum(["plain", "external", "extended", "main"]).nullable(),
  /** attcompression; `null` for the server's default. */
  compression: z.enum(["pglz", "lz4"]).nullable(),
  /** attstattarget; `null` for the default. */
  statisticsTarget: z.number().int().nullable(),
  /** pg_attribute.attoptions: `n_distinct` and the like. */
  options: z.array(optionSchema),
  /** OPTIONS of a foreign table's column. */
  foreignOptions: z.array(optionSchema),
  /** attislocal: defined on this relation itself (also where it is inherited besides). */
  local: z.boolean(),
  /** The direct parents that have the column too, by INHERITS; empty on partitions. */
  inheritedFrom: z.array(qualifiedNameSchema),
  comment: commentSchema,
  privileges: z.array(privilegeSchema),
  /** From pg_stats, no values of rows; `null` where pg_stats shows no row for the role. */
  statistics: z
    .strictObject({
      /** pg_stats.null_frac, 0 to 1. */
      nullFraction: z.number(),
      /** pg_stats.n_distinct: a number of values, or, negative, a share of the rows. */
      distinct: z.number(),
    })
    .nullable(),
  origin: originSchema.nullable(),
});
export type Column = z.infer<typeof columnSchema>;
