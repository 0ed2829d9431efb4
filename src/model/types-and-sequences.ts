/** User-defined types and free-standing sequences. */
import { z } from "zod";
import { originSchema, privilegeSchema, qualifiedNameSchema } from "./shared-parts.ts";

const common = {
  schema: z.string(),
  name: z.string(),
  owner: z.string().nullable(),
  comment: z.string().nullable(),
  privileges: z.array(privilegeSchema),
  extension: z.string().nullable(),
  origin: originSchema.nullable(),
};

/** `values` in enumsortorder. */
export const enumSchema = z.strictObject({ kind: z.literal("enum"), ...common, values: z.array(z.string()) });

export const domainSchema = z.strictObject({
  kind: z.literal("domain"),
  ...common,
  /** As format_type prints it. */
  type: z.string(),
  notNull: z.boolean(),
  default: z.string().nullable(),
  collation: qualifiedNameSchema.nullable(),
  /** CHECK constraints; NOT NULL is in `notNull`. */
  constraints: z.array(
    z.strictObject({
      name: z.string(),
      validated: z.boolean(),
      expression: z.string(),
      definition: z.string(),
      comment: z.string().nullable(),
    }),
  ),
});

/** A free-standing composite type; row types of tables are not listed. */
export const compositeSchema = z.strictObject({
  kind: z.literal("composite"),
  ...common,
  attributes: z.array(
    z.strictObject({
      name: z.string(),
      type: z.string(),
      collation: qualifiedNameSchema.nullable(),
      comment: z.string().nullable(),
    }),
  ),
});

export const rangeSchema = z.strictObject({
  kind: z.literal("range"),
  ...common,
  subtype: z.string(),
  /** pg_range.rngmultitypid. */
  multirange: qualifiedNameSchema,
  collation: qualifiedNameSchema.nullable(),
  /** `null` where it is the subtype's default. */
  operatorClass: qualifiedNameSchema.nullable(),
  canonical: qualifiedNameSchema.nullable(),
  subtypeDiff: qualifiedNameSchema.nullable(),
});

/** A base type with its own input and output functions, or a shell type. */
export const baseTypeSchema = z.strictObject({ kind: z.literal("base"), ...common, defined: z.boolean() });

export const typeSchema = z.discriminatedUnion("kind", [
  enumSchema,
  domainSchema,
  compositeSchema,
  rangeSchema,
  baseTypeSchema,
]);
export type Type = z.infer<typeof typeSchema>;
export type EnumType = z.infer<typeof enumSchema>;
export type DomainType = z.infer<typeof domainSchema>;
export type CompositeType = z.infer<typeof compositeSchema>;

/** pg_sequence. Numbers are decimal text, since int8 does not fit a JSON number. */
export const sequenceSchema = z.strictObject({
  kind: z.literal("sequence"),
  schema: z.string(),
  name: z.string(),
  owner: z.string().nullable(),
  comment: z.string().nullable(),
  persistence: z.enum(["permanent", "unlogged", "temporary"]),
  type: z.enum(["smallint", "integer", "bigint"]),
  start: z.string(),
  increment: z.string(),
  minimum: z.string(),
  maximum: z.string(),
  cache: z.string(),
  cycle: z.boolean(),
  /** OWNED BY (pg_depend deptype 'a'); identity sequences ('i') are in the column, not here. */
  ownedBy: z.strictObject({ schema: z.string(), relation: z.string(), column: z.string() }).nullable(),
  /** pg_sequences.last_value, live only; `null` where never used or hidden. */
  lastValue: z.string().nullable(),
  privileges: z.array(privilegeSchema),
  extension: z.string().nullable(),
  origin: originSchema.nullable(),
});
export type Sequence = z.infer<typeof sequenceSchema>;
