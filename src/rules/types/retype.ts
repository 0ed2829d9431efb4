/** The remedy that gives a column another type, where PostgreSQL would take it. */
import type { Column } from "../../model/column.ts";
import type { IndexKey } from "../../model/index-definition.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import { quoteIdentifier } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import { type ActionOf, buildRemedy, type Remedy, type RemedyAction } from "../../model/remedy.ts";
import type { RuleContext } from "../../model/rule.ts";

interface Change {
  /** The new type, the element's for an array. */
  type: string;
  /** How a value is converted, from the quoted column; left out, PostgreSQL's own assignment cast is used. */
  using?: (column: string) => string;
  /**
   * What goes on working on the new type: `everything` (text for varchar), CHECK constraints (numeric for float8,
   * since the comparison still exists), or `nothing` that names the column.
   */
  keeps: "everything" | "checks" | "nothing";
  /** The new default where PostgreSQL cannot cast the old one. */
  default?: string;
  /**
   * What PostgreSQL writes anew of a column whose old values are such of the new type: nothing, or the indexes, whose
   * order is another type's. Left out, the table is rewritten.
   */
  rewrites?: "indexes" | "nothing";
  /** The zone by which PostgreSQL converts times; left out, none are converted. */
  timeZone?: string;
  /** What else to know before it is run; left out, nothing. */
  caution?: string;
}

/**
 * ALTER COLUMN … TYPE, or nothing where something stands in its way that no single statement can mend: a domain, a
 * view, a policy, a trigger, a generated column, a partition key, an expression index, a foreign key.
 */
export function buildRetypeRemedy(
  column: Column,
  table: Relation,
  context: RuleContext,
  change: Change,
): { remedy?: Remedy } {
  if (isHeld(column, table, context) || (change.keeps !== "everything" && isUsed(column, table, context, change.keeps)))
    return {};
  const action: ActionOf<"set type"> = {
    kind: "set type",
    schema: table.schema,
    table: table.name,
    column: column.name,
    type: column.typeParts.array ? `${change.type}[]` : change.type,
    using: change.using?.(quoteIdentifier(column.name)) ?? null,
    default: change.default ?? null,
    rewrites: buildRewritten(column, table, change),
  };
  const { timeZone: zone } = change;
  const actions: RemedyAction[] = zone === undefined ? [action] : [{ kind: "set time zone", zone }, action];
  return { remedy: buildRemedy(actions, change.caution) };
}

function buildRewritten(column: Column, table: Relation, { rewrites }: Change): ActionOf<"set type">["rewrites"] {
  if (rewrites === undefined) return "table";
  const indexed = table.indexes.some(
    (index) => index.predicate?.includes(column.name) || index.key.some((entry) => isAbout(entry, column)),
  );
  if (rewrites === "indexes" && indexed) return "indexes";
  const checked = table.constraints.some(({ kind, columns }) => kind === "check" && columns.includes(column.name));
  return checked ? "checks" : "nothing";
}

function isAbout(entry: IndexKey, { name }: Column): boolean {
  return entry.column === name || (entry.expression?.includes(name) ?? false);
}

/** PostgreSQL refuses to alter the type of such a column, whatever the type. */
function isHeld(column: Column, table: Relation, context: RuleContext): boolean {
  const mentions = (text: string | null) => text?.includes(column.name) ?? false;
  return (
    column.typeParts.kind === "domain" ||
    column.generated !== null ||
    column.inheritedFrom.length > 0 ||
    table.ofType !== null ||
    mentions(table.partitionKey?.definition ?? null) ||
    table.columns.some((other) => mentions(other.generated?.expression ?? null)) ||
    table.policies.some((policy) => mentions(policy.using) || mentions(policy.withCheck)) ||
    table.triggers.some((trigger) => trigger.columns.includes(column.name) || mentions(trigger.condition)) ||
    table.rules.some((rule) => mentions(rule.definition)) ||
    isRead(column, table, context)
  );
}

/** A view reads the column, of the table itself or of one that has it from there. */
function isRead(column: Column, table: Relation, context: RuleContext): boolean {
  const { lookup } = context;
  const read = lookup
    .dependents(table)
    .flatMap((view) => view.dependsOn)
    .some(
      (use) =>
        use.schema === table.schema &&
        use.relation === table.name &&
        (use.columns.length === 0 || use.columns.includes(column.name)),
    );
  const below = [...lookup.partitions(table), ...lookup.children(table)];
  return read || below.some((relation) => isRead(column, relation, context));
}

/** Something names the column whose expression might not exist for another type. */
function isUsed(column: Column, table: Relation, context: RuleContext, keeps: "checks" | "nothing"): boolean {
  const mentions = (text: string | null) => text?.includes(column.name) ?? false;
  return (
    foreignKeysOf(table).some((key) => key.columns.includes(column.name)) ||
    context.lookup.referencedBy(table).some(({ foreignKey }) => foreignKey.references.columns.includes(column.name)) ||
    table.indexes.some((index) => mentions(index.predicate) || index.key.some((entry) => mentions(entry.expression))) ||
    table.constraints.some((constraint) => constraint.kind === "exclusion" && mentions(constraint.definition)) ||
    (keeps === "nothing" &&
      table.constraints.some((constraint) => constraint.kind === "check" && constraint.columns.includes(column.name)))
  );
}
