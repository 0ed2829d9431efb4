/** Small parts that many kinds of object share. */
import { z } from "zod";

/** The object's own name, not quoted. */
export const nameSchema = z.string();

/** The name of the schema that the object is in, not quoted. */
export const schemaNameSchema = z.string();

/** The owning role; `null` where it is one that only the scratch engine has. */
export const ownerSchema = z.string().nullable();

/** COMMENT ON text; `null` for none. */
export const commentSchema = z.string().nullable();

/** The extension that owns the object, else `null`. */
export const extensionNameSchema = z.string().nullable();

/** A schema-qualified name, always as parts. */
export const qualifiedNameSchema = z.strictObject({
  schema: schemaNameSchema,
  /** Its name within the schema, not quoted. */
  name: z.string(),
});
export type QualifiedName = z.infer<typeof qualifiedNameSchema>;

/** Schema and name as one map key; a zero byte cannot be in an identifier. */
export function qualifiedKey({ schema, name }: QualifiedName): string {
  return `${schema}\0${name}`;
}

/** One `name=value` of reloptions, attoptions, proconfig and the like, in the order PostgreSQL keeps. */
export const optionSchema = z.strictObject({
  /** The part before the first `=`. */
  name: z.string(),
  /** The part after it, as text; empty where there is none. */
  value: z.string(),
});
export type Option = z.infer<typeof optionSchema>;

/**
 * One entry of an access control list, as `aclexplode` gives it. An object whose ACL is NULL (the built-in
 * default) has an empty list.
 */
export const privilegeSchema = z.strictObject({
  /** A role, or `public` in lower case for PUBLIC (grantee 0). */
  grantee: z.string(),
  /** The role that granted it. */
  grantor: z.string(),
  /** PostgreSQL's word in lower case: `select`, `insert`, `usage`, `execute`, … */
  privilege: z.string(),
  /** WITH GRANT OPTION. */
  grantable: z.boolean(),
});
export type Privilege = z.infer<typeof privilegeSchema>;

/** The migration steps (by `HistoryStep.version`) that made and later changed an object. */
export const originSchema = z.strictObject({
  /** The step that made it. */
  created: z.string(),
  /** The later steps that changed it, in their order. */
  changed: z.array(z.string()),
});
export type Origin = z.infer<typeof originSchema>;
