/** Small parts that many kinds of object share. */
import { z } from "zod";

/** A schema-qualified name, always as parts. */
export const qualifiedNameSchema = z.strictObject({ schema: z.string(), name: z.string() });
export type QualifiedName = z.infer<typeof qualifiedNameSchema>;

/** One `name=value` of reloptions, attoptions, proconfig and the like, in the order PostgreSQL keeps. */
export const optionSchema = z.strictObject({ name: z.string(), value: z.string() });
export type Option = z.infer<typeof optionSchema>;

/**
 * One entry of an access control list, as `aclexplode` gives it. An object whose ACL is NULL (the built-in
 * default) has an empty list.
 */
export const privilegeSchema = z.strictObject({
  /** A role, or `public` in lower case for PUBLIC (grantee 0). */
  grantee: z.string(),
  grantor: z.string(),
  /** PostgreSQL's word in lower case: `select`, `insert`, `usage`, `execute`, … */
  privilege: z.string(),
  grantable: z.boolean(),
});
export type Privilege = z.infer<typeof privilegeSchema>;

/** The migration steps (by `HistoryStep.version`) that made and later changed an object. */
export const originSchema = z.strictObject({ created: z.string(), changed: z.array(z.string()) });
export type Origin = z.infer<typeof originSchema>;
