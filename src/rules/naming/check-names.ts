/** Names for checks by a pattern. */
import type { Constraint } from "../../model/constraint.ts";
import type { Relation } from "../../model/relation.ts";
import { descriptionIn } from "./name-description.ts";
import { buildForm, isByForm, type NameForm, nameOfForm } from "./name-form.ts";
import { joinName } from "./name-pattern.ts";

/** Whether the check is called by the pattern, with any words for its description. */
export function isCheckName(constraint: Constraint, pattern: string, table: Relation): boolean {
  return isByForm(constraint.name, buildCheckForm(pattern, constraint, table), /^[a-z0-9_]+$/);
}

/** The pattern's name for a check that is there: what its old name says of it, else its columns. */
export function expectedCheckName(constraint: Constraint, pattern: string, table: Relation): string {
  const form = buildCheckForm(pattern, constraint, table);
  const columns = joinName(...(constraint.columns as string[]));
  return nameOfForm(form, form.open ? (descriptionIn(constraint.name, table) ?? (columns || "rule")) : "");
}

/** Open at the description, which nobody knows but who wrote the check. */
function buildCheckForm(pattern: string, constraint: Constraint, table: Relation): NameForm {
  const columns = constraint.columns.length === 0 ? null : (constraint.columns as string[]);
  return buildForm(pattern, { table: [table.name], description: null, columns, column: columns?.slice(0, 1) ?? null });
}
