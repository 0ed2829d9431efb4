/** Remedies that make a constraint hold for the rows that were there before it. */
import type { Constraint } from "../../model/constraint.ts";
import type { Relation } from "../../model/relation.ts";
import { buildRemedy, type Remedy } from "../../model/remedy.ts";

/** VALIDATE CONSTRAINT. @param fails when it fails, one sentence */
export function buildValidationRemedy({ name }: Constraint, table: Relation, fails: string): Remedy {
  return buildRemedy([{ kind: "validate constraint", schema: table.schema, table: table.name, name }], fails);
}

/** A constraint that is NOT ENFORCED (PostgreSQL 18) is enforced. @param fails when it fails, one sentence */
export function buildEnforcementRemedy({ name }: Constraint, table: Relation, fails: string): Remedy {
  return buildRemedy([{ kind: "enforce constraint", schema: table.schema, table: table.name, name }], fails);
}
