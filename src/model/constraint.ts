/** Constraints: pg_constraint of a relation. */
import { z } from "zod";
import { originSchema } from "./shared-parts.ts";

export const constraintKindSchema = z.enum(["primary key", "unique", "foreign key", "check", "exclusion", "not null"]);
export type ConstraintKind = z.infer<typeof constraintKindSchema>;

export const referentialActionSchema = z.enum(["no action", "restrict", "cascade", "set null", "set default"]);
export type ReferentialAction = z.infer<typeof referentialActionSchema>;

/** The referenced side of a foreign key; `columns` pair with the constraint's own, in order. */
export const referencesSchema = z.strictObject({
  schema: z.string(),
  relation: z.string(),
  columns: z.array(z.string()),
  match: z.enum(["simple", "full", "partial"]),
  onUpdate: referentialActionSchema,
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
  kind: constraintKindSchema,
  name: z.string(),
  /** conkey in key order. Of a check, the columns it mentions, in attnum order. Expressions of an exclusion: `null`. */
  columns: z.array(z.string().nullable()),
  references: referencesSchema.nullable(),
  /** Operators of an exclusion constraint, as `schema.operator`, one a key entry; empty otherwise. */
  operators: z.array(z.string()),
  /** `pg_get_expr(conbin)` of a check; `null` otherwise. */
  expression: z.string().nullable(),
  deferrable: z.boolean(),
  initiallyDeferred: z.boolean(),
  validated: z.boolean(),
  /** conenforced, 18; true on older servers. */
  enforced: z.boolean(),
  /** conislocal. */
  local: z.boolean(),
  /** coninhcount > 0: inherited from a parent by INHERITS. */
  inherited: z.boolean(),
  noInherit: z.boolean(),
  /** WITHOUT OVERLAPS of a key, PERIOD of a foreign key, 18. */
  period: z.boolean(),
  /** `pg_get_constraintdef`. */
  definition: z.string(),
  comment: z.string().nullable(),
  /** The index that enforces it (own index of keys and exclusions; for a foreign key, of the referenced table). */
  index: z.string().nullable(),
  origin: originSchema.nullable(),
});
export type Constraint = z.infer<typeof constraintSchema>;

/** A constraint known to be a foreign key. */
export type ForeignKey = Constraint & { kind: "foreign key"; columns: string[]; references: References };
