/** Triggers, policies and rewrite rules of a relation. */
import { z } from "zod";
import { commentSchema, nameSchema, originSchema, qualifiedNameSchema } from "./shared-parts.ts";

const enabledSchema = z.enum(["origin", "disabled", "replica", "always"]);

/** pg_trigger without internal ones and without the clones on partitions (tgparentid). */
export const triggerSchema = z.strictObject({
  kind: z.literal("trigger"),
  name: nameSchema,
  /** tgenabled: when it fires, by session_replication_role. */
  enabled: enabledSchema,
  /** When it fires, as seen from the event. */
  timing: z.enum(["before", "after", "instead of"]),
  /** The events that it fires on. */
  events: z.array(z.enum(["insert", "update", "delete", "truncate"])),
  /** UPDATE OF these columns; empty for all. */
  columns: z.array(z.string()),
  /** FOR EACH ROW or FOR EACH STATEMENT. */
  level: z.enum(["row", "statement"]),
  /** The WHEN clause as pg_get_triggerdef prints it, without its outer parentheses; `null` for none. */
  condition: z.string().nullable(),
  /** The function that it calls. */
  function: qualifiedNameSchema,
  /** The literal arguments of the call. */
  arguments: z.array(z.string()),
  /** Set on a constraint trigger. */
  constraint: z
    .strictObject({
      /** tgdeferrable. */
      deferrable: z.boolean(),
      /** tginitdeferred: INITIALLY DEFERRED. */
      initiallyDeferred: z.boolean(),
      /** FROM: the other relation of the constraint, `null` for none. */
      references: qualifiedNameSchema.nullable(),
      /** COMMENT ON CONSTRAINT, which is another than that on the trigger. */
      comment: commentSchema,
    })
    .nullable(),
  /** REFERENCING OLD TABLE AS; `null` for none. */
  oldTable: z.string().nullable(),
  /** REFERENCING NEW TABLE AS; `null` for none. */
  newTable: z.string().nullable(),
  /** `pg_get_triggerdef`. */
  definition: z.string(),
  comment: commentSchema,
  origin: originSchema.nullable(),
});
export type Trigger = z.infer<typeof triggerSchema>;

/** pg_policy. */
export const policySchema = z.strictObject({
  kind: z.literal("policy"),
  name: nameSchema,
  /** The command that it applies to. */
  command: z.enum(["all", "select", "insert", "update", "delete"]),
  /** False for AS RESTRICTIVE. */
  permissive: z.boolean(),
  /** Role names; `public` for PUBLIC. */
  roles: z.array(z.string()),
  /** The USING expression; `null` for none. */
  using: z.string().nullable(),
  /** The WITH CHECK expression; `null` for none. */
  withCheck: z.string().nullable(),
  comment: commentSchema,
  origin: originSchema.nullable(),
});
export type Policy = z.infer<typeof policySchema>;

/** pg_rewrite but for a view's own `_RETURN`. */
export const rewriteRuleSchema = z.strictObject({
  kind: z.literal("rule"),
  name: nameSchema,
  /** The command that it rewrites. */
  event: z.enum(["select", "insert", "update", "delete"]),
  /** DO INSTEAD; false for DO ALSO. */
  instead: z.boolean(),
  /** ev_enabled: when it applies, by session_replication_role. */
  enabled: enabledSchema,
  /** `pg_get_ruledef`. */
  definition: z.string(),
  comment: commentSchema,
});
export type RewriteRule = z.infer<typeof rewriteRuleSchema>;
