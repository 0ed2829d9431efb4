/** Constraints: pg_constraint of a relation. */
import { z } from "zod";
import { commentSchema, nameSchema, originSchema } from "./shared-parts.ts";

/** pg_constraint.contype in words; constraint triggers are triggers here. */
export const constraintKindSchema = z.enum(["primary key", "unique", "foreign key", "check", "exclusion", "not null"]);
export type ConstraintKind = z.infer<typeof constraintKindSchema>;

/** pg_constraint.confupdtype and confdeltype in words. */
export const referentialActionSchema = z.enum(["no action", "restrict", "cascade", "set null", "set default"]);
export type ReferentialAction = z.infer<typeof referentialActionSchema>;

/** The referenced side of a foreign key; `columns` pair with the constraint's own, in order. */
export const referencesSchema = z.strictObject({
  /** The schema of the referenced relation. */
  schema: z.string(),
  /** The referenced relation. */
  relation: z.string(),
  /** The referenced columns, paired with the constraint's own. */
  columns: z.array(z.string()),
  /** MATCH SIMPLE, FULL or PARTIAL. */
  match: z.enum(["simple", "full", "partial"]),
  /** ON UPDATE. */
  onUpdate: referentialActionSchema,
  /** ON DELETE. */
  onDelete: referentialActionSchema,
  /** The columns of ON DELETE SET NULL (…), 15 and later; empty where all are set. */
  onDeleteColumns: z.array(z.string()),
});
export type References = z.infer<typeof referencesSchema>;

/**
 * Constraints of partitions that are clones of their parent's (conparentid) are left out. A `not null` entry is
 * there only where it says more than the column's `nullable`: a name of its own, a comment, NOT VALID or NO INHERIT
 * (18 keeps one for every column; older servers keep none).
 */
export const constraintSchema = z.strictObject({
  /** pg_constraint.contype in words. */
  kind: constraintKindSchema,
  name: nameSchema,
  /** conkey in key order. Of a check, the columns it mentions, in attnum order. Expressions of an exclusion: `null`. */
  columns: z.array(z.string().nullable()),
  /** The referenced side of a foreign key; `null` for other kinds. */
  references: referencesSchema.nullable(),
  /** Operators of an exclusion constraint, as `schema.operator`, one a key entry; empty otherwise. */
  operators: z.array(z.string()),
  /** `pg_get_expr(conbin)` of a check; `null` otherwise. */
  expression: z.string().nullable(),
  /** condeferrable. */
  deferrable: z.boolean(),
  /** condeferred: INITIALLY DEFERRED. */
  initiallyDeferred: z.boolean(),
  /** convalidated: false after NOT VALID, until VALIDATE CONSTRAINT. */
  validated: z.boolean(),
  /** conenforced, 18; true on older servers. */
  enforced: z.boolean(),
  /** conislocal. */
  local: z.boolean(),
  /** coninhcount > 0: inherited from a parent by INHERITS. */
  inherited: z.boolean(),
  /** NO INHERIT of a check or not-null constraint. */
  noInherit: z.boolean(),
  /** WITHOUT OVERLAPS of a key, PERIOD of a foreign key, 18. */
  period: z.boolean(),
  /** `pg_get_constraintdef`. */
  definition: z.string(),
  comment: commentSchema,
  /** The index that enforces it (own index of keys and exclusions; for a foreign key, of the referenced table). */
  index: z.string().nullable(),
  origin: originSchema.nullable(),
});
export type Constraint = z.infer<typeof constraintSchema>;

/** A constraint known to be a foreign key. */
export type ForeignKey = Constraint & { kind: "foreign key"; columns: string[]; references: References };
