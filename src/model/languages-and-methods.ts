/** What extends the server itself: languages, transforms, access methods and conversions. */
import { z } from "zod";
import {
  commentSchema,
  extensionNameSchema,
  nameSchema,
  ownerSchema,
  privilegeSchema,
  qualifiedNameSchema,
  schemaNameSchema,
} from "./shared-parts.ts";

/** pg_language, without `internal`, `c` and `sql`, which every server has. */
export const languageSchema = z.strictObject({
  kind: z.literal("language"),
  name: nameSchema,
  owner: ownerSchema,
  comment: commentSchema,
  /** TRUSTED: everybody with USAGE may write routines in it. */
  trusted: z.boolean(),
  /** The function that runs a routine. */
  handler: qualifiedNameSchema,
  /** INLINE: the function that runs DO blocks; `null` for none. */
  inline: qualifiedNameSchema.nullable(),
  /** VALIDATOR: the function that checks a new routine; `null` for none. */
  validator: qualifiedNameSchema.nullable(),
  privileges: z.array(privilegeSchema),
  extension: extensionNameSchema,
});
export type Language = z.infer<typeof languageSchema>;

/** pg_transform: how a language takes and gives values of a type. */
export const transformSchema = z.strictObject({
  kind: z.literal("transform"),
  /** The type, as format_type prints it. */
  type: z.string(),
  /** The language's name. */
  language: z.string(),
  /** FROM SQL: the function with its arguments; `null` for none. */
  fromSql: z.string().nullable(),
  /** TO SQL: the function with its arguments; `null` for none. */
  toSql: z.string().nullable(),
  comment: commentSchema,
  extension: extensionNameSchema,
});
export type Transform = z.infer<typeof transformSchema>;

/** pg_am, without PostgreSQL's own. It has no owner. */
export const accessMethodSchema = z.strictObject({
  kind: z.literal("access method"),
  name: nameSchema,
  /** What it stores (amtype). */
  type: z.enum(["table", "index"]),
  /** The function behind it. */
  handler: qualifiedNameSchema,
  comment: commentSchema,
  extension: extensionNameSchema,
});
export type AccessMethod = z.infer<typeof accessMethodSchema>;

/** pg_conversion: from one character encoding to another. */
export const conversionSchema = z.strictObject({
  kind: z.literal("conversion"),
  schema: schemaNameSchema,
  name: nameSchema,
  owner: ownerSchema,
  comment: commentSchema,
  /** DEFAULT: what the server takes by itself. */
  default: z.boolean(),
  /** The encoding that is converted, for example `LATIN1`. */
  source: z.string(),
  /** The encoding that it is converted to. */
  target: z.string(),
  /** The function that converts, as regproc prints it. */
  function: z.string(),
  extension: extensionNameSchema,
});
export type Conversion = z.infer<typeof conversionSchema>;
