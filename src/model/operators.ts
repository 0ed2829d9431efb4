/** Casts, operators, and the operator classes and families by which indexes know them. */
import { z } from "zod";
import {
  commentSchema,
  extensionNameSchema,
  nameSchema,
  ownerSchema,
  qualifiedNameSchema,
  schemaNameSchema,
} from "./shared-parts.ts";

const owned = {
  schema: schemaNameSchema,
  name: nameSchema,
  owner: ownerSchema,
  comment: commentSchema,
  extension: extensionNameSchema,
};

/** pg_cast. */
export const castSchema = z.strictObject({
  kind: z.literal("cast"),
  /** The type that is cast, as format_type prints it. */
  source: z.string(),
  /** The type that it is cast to, as format_type prints it. */
  target: z.string(),
  /** Where it is applied by itself: nowhere, in assignments, everywhere. */
  context: z.enum(["explicit", "assignment", "implicit"]),
  /** How it converts (castmethod). */
  method: z.enum(["function", "inout", "binary"]),
  /** The function with its identity arguments, else `null`. */
  function: z.string().nullable(),
  comment: commentSchema,
  extension: extensionNameSchema,
});
export type Cast = z.infer<typeof castSchema>;

/** pg_operator, without those that are only named by others and not defined (a shell operator). */
export const operatorSchema = z.strictObject({
  kind: z.literal("operator"),
  ...owned,
  /** The left operand's type; `null` for a prefix operator. */
  left: z.string().nullable(),
  /** The right operand's type; `null` for a postfix operator. */
  right: z.string().nullable(),
  /** The result's type. */
  result: z.string(),
  /** The function behind it, as regproc prints it. */
  function: z.string(),
  /** COMMUTATOR, over the same operands the other way round: `schema.operator`; `null` for none. */
  commutator: z.string().nullable(),
  /** NEGATOR, over the same operands: `schema.operator`; `null` for none. */
  negator: z.string().nullable(),
  /** RESTRICT: the function that estimates its selectivity, as regproc prints it; `null` for none. */
  restrict: z.string().nullable(),
  /** JOIN: the function that estimates it in joins, as regproc prints it; `null` for none. */
  join: z.string().nullable(),
  /** HASHES: it can be used in hash joins. */
  hashes: z.boolean(),
  /** MERGES: it can be used in merge joins. */
  merges: z.boolean(),
});
export type Operator = z.infer<typeof operatorSchema>;

/** What an index method finds in a class or family: pg_amop and pg_amproc. */
const members = {
  /** The index method that it is for. */
  method: z.string(),
  /** pg_amop, sorted by number and operands. */
  operators: z.array(
    z.strictObject({
      /** The strategy number that the method knows it by. */
      number: z.number().int(),
      /** As regoperator prints it, for example `app.<(app.mark,app.mark)`. */
      operator: z.string(),
      /** FOR ORDER BY: the btree family that sorts its results; `null` for a search operator. */
      orderFamily: qualifiedNameSchema.nullable(),
    }),
  ),
  /** pg_amproc, sorted by number and types. */
  functions: z.array(
    z.strictObject({
      /** The support number that the method knows it by. */
      number: z.number().int(),
      /** The operand types that it is for. */
      left: z.string(),
      /** The right one; for most methods the same. */
      right: z.string(),
      /** As regprocedure prints it, for example `app.compare(app.mark,app.mark)`. */
      function: z.string(),
    }),
  ),
};

/** pg_opclass with the members that depend on it. */
const classSchema = z.strictObject({
  kind: z.literal("operator class"),
  ...owned,
  ...members,
  /** The type that it indexes, as format_type prints it. */
  type: z.string(),
  /** DEFAULT: what an index on such a column takes by itself. */
  default: z.boolean(),
  family: qualifiedNameSchema,
  /** STORAGE: the type that is stored where it is another one; else `null`. */
  storage: z.string().nullable(),
});

/** pg_opfamily with the members that are in no class of it. */
const familySchema = z.strictObject({ kind: z.literal("operator family"), ...owned, ...members });

/** An operator class or family; `kind` says which. */
export const operatorClassSchema = z.discriminatedUnion("kind", [classSchema, familySchema]);
export type OperatorClass = z.infer<typeof operatorClassSchema>;
