/** User-defined types and free-standing sequences. */
import { z } from "zod";
import {
  commentSchema,
  extensionNameSchema,
  nameSchema,
  originSchema,
  ownerSchema,
  privilegeSchema,
  qualifiedNameSchema,
  schemaNameSchema,
} from "./shared-parts.ts";

const common = {
  schema: schemaNameSchema,
  name: nameSchema,
  owner: ownerSchema,
  comment: commentSchema,
  privileges: z.array(privilegeSchema),
  extension: extensionNameSchema,
  origin: originSchema.nullable(),
};

/** `values` in enumsortorder. */
export const enumSchema = z.strictObject({
  kind: z.literal("enum"),
  ...common,
  /** The labels in enumsortorder. */
  values: z.array(z.string()),
});

/** CREATE DOMAIN: pg_type with typtype 'd'. */
export const domainSchema = z.strictObject({
  kind: z.literal("domain"),
  ...common,
  /** As format_type prints it. */
  type: z.string(),
  /** pg_type.typnotnull. */
  notNull: z.boolean(),
  /** The constraint behind it, 17 and later, where it says more than that: a name of its own or a comment. */
  notNullConstraint: z.strictObject({ name: nameSchema, comment: commentSchema }).nullable(),
  /** pg_type.typdefault; `null` for none. */
  default: z.string().nullable(),
  /** Only where it is not the base type's own. */
  collation: qualifiedNameSchema.nullable(),
  /** CHECK constraints; NOT NULL is in `notNull`. */
  constraints: z.array(
    z.strictObject({
      name: nameSchema,
      /** convalidated: false after NOT VALID. */
      validated: z.boolean(),
      /** `pg_get_expr(conbin)`. */
      expression: z.string(),
      /** `pg_get_constraintdef`. */
      definition: z.string(),
      comment: commentSchema,
    }),
  ),
});

/** A free-standing composite type; row types of tables are not listed. */
export const compositeSchema = z.strictObject({
  kind: z.literal("composite"),
  ...common,
  /** pg_attribute in the order of attnum. */
  attributes: z.array(
    z.strictObject({
      name: nameSchema,
      /** As format_type prints it. */
      type: z.string(),
      /** Only where it is not the type's own. */
      collation: qualifiedNameSchema.nullable(),
      comment: commentSchema,
    }),
  ),
});

/** CREATE TYPE … AS RANGE: pg_type with pg_range. */
export const rangeSchema = z.strictObject({
  kind: z.literal("range"),
  ...common,
  /** The element type as format_type prints it. */
  subtype: z.string(),
  /** pg_range.rngmultitypid. */
  multirange: qualifiedNameSchema,
  /** COMMENT ON TYPE of the multirange; `null` for none. */
  multirangeComment: commentSchema,
  /** Only where it is not the subtype's own. */
  collation: qualifiedNameSchema.nullable(),
  /** `null` where it is the subtype's default. */
  operatorClass: qualifiedNameSchema.nullable(),
  /** The function that makes a value canonical; `null` for none. */
  canonical: qualifiedNameSchema.nullable(),
  /** The function that gives the distance of two values; `null` for none. */
  subtypeDiff: qualifiedNameSchema.nullable(),
});

/** How a base type works: what CREATE TYPE says. Functions are as regproc prints them, `null` for none. */
export const baseTypeImplementationSchema = z.strictObject({
  /** INPUT: makes a value from text. */
  input: z.string(),
  /** OUTPUT: makes text from a value. */
  output: z.string(),
  /** RECEIVE: makes a value from its binary form. */
  receive: z.string().nullable(),
  /** SEND: makes the binary form. */
  send: z.string().nullable(),
  /** TYPMOD_IN: reads modifiers, as the 10 of numeric(10). */
  modifierInput: z.string().nullable(),
  /** TYPMOD_OUT: prints modifiers. */
  modifierOutput: z.string().nullable(),
  /** ANALYZE: gathers statistics. */
  analyze: z.string().nullable(),
  /** SUBSCRIPT: handles `value[…]`. */
  subscript: z.string().nullable(),
  /** INTERNALLENGTH in bytes; `null` for a variable length. */
  length: z.number().int().nullable(),
  /** PASSEDBYVALUE. */
  passedByValue: z.boolean(),
  /** ALIGNMENT of a value. */
  alignment: z.enum(["char", "int2", "int4", "double"]),
  /** STORAGE: where long values go. */
  storage: z.enum(["plain", "external", "extended", "main"]),
  /** CATEGORY: one letter, by which casts are chosen; U is for user-defined types. */
  category: z.string(),
  /** PREFERRED within its category. */
  preferred: z.boolean(),
  /** DEFAULT, as text; `null` for none. */
  default: z.string().nullable(),
  /** ELEMENT: the type of what subscripts give, as format_type prints it; `null` for none. */
  element: z.string().nullable(),
  /** DELIMITER between the values of an array. */
  delimiter: z.string(),
  /** COLLATABLE. */
  collatable: z.boolean(),
});
export type BaseTypeImplementation = z.infer<typeof baseTypeImplementationSchema>;

/** A base type with its own input and output functions, or a shell type. */
export const baseTypeSchema = z.strictObject({
  kind: z.literal("base"),
  ...common,
  /** `null` for a shell type, which has only a name yet, and for a type of an extension that the scratch engine lacks. */
  implementation: baseTypeImplementationSchema.nullable(),
});

/** A user-defined type; `kind` says which. */
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
export type RangeType = z.infer<typeof rangeSchema>;
export type CompositeType = z.infer<typeof compositeSchema>;

/** pg_sequence. Numbers are decimal text, since int8 does not fit a JSON number. */
export const sequenceSchema = z.strictObject({
  kind: z.literal("sequence"),
  schema: schemaNameSchema,
  name: nameSchema,
  owner: ownerSchema,
  comment: commentSchema,
  /** pg_class.relpersistence. */
  persistence: z.enum(["permanent", "unlogged", "temporary"]),
  /** pg_sequence.seqtypid. */
  type: z.enum(["smallint", "integer", "bigint"]),
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
  /** OWNED BY (pg_depend deptype 'a'); identity sequences ('i') are in the column, not here. */
  ownedBy: z
    .strictObject({
      /** The schema of the owning column's relation. */
      schema: z.string(),
      /** The owning column's relation. */
      relation: z.string(),
      /** The owning column. */
      column: z.string(),
    })
    .nullable(),
  /** pg_sequences.last_value, live only; `null` where never used or hidden. */
  lastValue: z.string().nullable(),
  privileges: z.array(privilegeSchema),
  extension: extensionNameSchema,
  origin: originSchema.nullable(),
});
export type Sequence = z.infer<typeof sequenceSchema>;
