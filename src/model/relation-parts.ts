/** Triggers, policies and rewrite rules of a relation. */
import { z } from "zod";
import { originSchema, qualifiedNameSchema } from "./shared-parts.ts";

const enabledSchema = z.enum(["origin", "disabled", "replica", "always"]);

/** pg_trigger without internal ones and without the clones on partitions (tgparentid). */
export const triggerSchema = z.strictObject({
  kind: z.literal("trigger"),
  name: z.string(),
  enabled: enabledSchema,
  timing: z.enum(["before", "after", "instead of"]),
  events: z.array(z.enum(["insert", "update", "delete", "truncate"])),
  /** UPDATE OF these columns; empty for all. */
  columns: z.array(z.string()),
  level: z.enum(["row", "statement"]),
  /** The WHEN clause as pg_get_triggerdef prints it, without its outer parentheses; `null` for none. */
  condition: z.string().nullable(),
  function: qualifiedNameSchema,
  arguments: z.array(z.string()),
  /** Set on a constraint trigger. */
  constraint: z
    .strictObject({
      deferrable: z.boolean(),
      initiallyDeferred: z.boolean(),
      references: qualifiedNameSchema.nullable(),
    })
    .nullable(),
  /** Transition tables. */
  oldTable: z.string().nullable(),
  newTable: z.string().nullable(),
  /** `pg_get_triggerdef`. */
  definition: z.string(),
  comment: z.string().nullable(),
  origin: originSchema.nullable(),
});
export type Trigger = z.infer<typeof triggerSchema>;

/** pg_policy. */
export const policySchema = z.strictObject({
  kind: z.literal("policy"),
  name: z.string(),
  command: z.enum(["all", "select", "insert", "update", "delete"]),
  permissive: z.boolean(),
  /** Role names; `public` for PUBLIC. */
  roles: z.array(z.string()),
  using: z.string().nullable(),
  withCheck: z.string().nullable(),
  comment: z.string().nullable(),
  origin: originSchema.nullable(),
});
export type Policy = z.infer<typeof policySchema>;

/** pg_rewrite but for a view's own `_RETURN`. */
export const rewriteRuleSchema = z.strictObject({
  kind: z.literal("rule"),
  name: z.string(),
  event: z.enum(["select", "insert", "update", "delete"]),
  instead: z.boolean(),
  enabled: enabledSchema,
  /** `pg_get_ruledef`. */
  definition: z.string(),
  comment: z.string().nullable(),
});
export type RewriteRule = z.infer<typeof rewriteRuleSchema>;
