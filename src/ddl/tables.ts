/** CREATE TABLE with what belongs to the table itself: columns, defaults, checks, keys. */
import type { Column, Identity } from "../model/column.ts";
import type { Constraint } from "../model/constraint.ts";
import type { CatalogLookup } from "../model/lookup.ts";
import { quoteIdentifier } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import { sequenceOptions } from "./sequences.ts";
import { foreignOptions, join, parameters, qualified } from "./words.ts";

/** The statements that make a table, partition or foreign table, in order. */
export function formatTableStatements(table: Relation, lookup: CatalogLookup): string[] {
  const name = qualified(table);
  const target = table.kind === "foreign table" ? `FOREIGN TABLE ${name}` : `TABLE ${name}`;
  const parent = lookup.parent(table);
  const shape = shapeOf(table, parent);
  const inherited = shape === "attached" && parent !== null ? inheritableChecks(parent, lookup) : [];
  const listed = [
    ...table.columns.filter((column) => isListed(column, table, shape)).map((column) => formatColumn(column, table)),
    ...[...inherited, ...table.constraints].filter(isInline).map(formatConstraintClause),
  ];
  const body = listed.length === 0 ? (shape === "plain" ? "()" : null) : `(\n    ${listed.join(",\n    ")}\n)`;
  const bound = table.partition?.bound ?? "";
  const create = join(
    "CREATE",
    table.persistence === "unlogged" && "UNLOGGED",
    target,
    shape === "partition" && `PARTITION OF ${qualified(parent as Relation)}`,
    shape === "typed" && table.ofType !== null && `OF ${qualified(table.ofType)}`,
    shape === "attached" && listed.length === 0 ? "()" : body,
    table.inherits.length > 0 && `INHERITS (${table.inherits.map(qualified).join(", ")})`,
    shape === "partition" && bound,
    table.partitionKey !== null && `PARTITION BY ${table.partitionKey.definition}`,
    table.accessMethod !== null && table.accessMethod !== "heap" && `USING ${quoteIdentifier(table.accessMethod)}`,
    storage(table),
    table.tablespace !== null && `TABLESPACE ${quoteIdentifier(table.tablespace)}`,
    table.foreign !== null && `SERVER ${quoteIdentifier(table.foreign.server)}`,
    table.foreign !== null && foreignOptions(table.foreign.options),
  );
  const alter = (action: string) => `ALTER ${target} ${action}`;
  return [
    create,
    ...table.columns.flatMap((column) =>
      [
        ...(isListed(column, table, shape) ? [] : adjustments(column, parentColumn(column, table, parent, lookup))),
        ...settings(column),
      ].map((action) => alter(`ALTER COLUMN ${quoteIdentifier(column.name)} ${action}`)),
    ),
    ...table.constraints
      .filter((constraint) => isKey(constraint) || isLate(constraint))
      .map((constraint) => alter(`ADD ${formatConstraintClause(constraint)}`)),
    ...(shape === "attached" && parent !== null
      ? [`ALTER TABLE ${qualified(parent)} ATTACH PARTITION ${name} ${bound}`]
      : []),
  ];
}

/**
 * How a table comes to its columns. A partition whose columns stand in another order than its parent's is made by
 * itself and attached.
 */
type Shape = "plain" | "partition" | "attached" | "typed";

function shapeOf(table: Relation, parent: Relation | null): Shape {
  if (table.ofType !== null) return "typed";
  if (parent === null) return "plain";
  const same =
    table.columns.length === parent.columns.length &&
    table.columns.every((column, position) => column.name === parent.columns[position]?.name);
  return same ? "partition" : "attached";
}

function isListed(column: Column, table: Relation, shape: Shape): boolean {
  if (shape === "partition" || shape === "typed") return false;
  return shape === "attached" || table.inherits.length === 0 || column.local;
}

function parentColumn(column: Column, table: Relation, parent: Relation | null, lookup: CatalogLookup): Column | null {
  const from = column.inheritedFrom[0];
  const relation = parent ?? (from === undefined ? null : lookup.relation(from.schema, from.name));
  return table.ofType !== null ? null : (relation?.columns.find((candidate) => candidate.name === column.name) ?? null);
}

function formatColumn(column: Column, table: Relation): string {
  const named = table.constraints.some(
    (constraint) => constraint.kind === "not null" && constraint.columns[0] === column.name,
  );
  return join(
    quoteIdentifier(column.name),
    column.type,
    foreignOptions(column.foreignOptions),
    column.compression !== null && `COMPRESSION ${column.compression}`,
    column.collation !== null && `COLLATE ${qualified(column.collation)}`,
    column.default !== null && `DEFAULT ${column.default}`,
    column.generated !== null &&
      `GENERATED ALWAYS AS (${column.generated.expression}) ${column.generated.kind.toUpperCase()}`,
    column.identity !== null && formatIdentity(column.identity, column, table),
    !column.nullable && !named && "NOT NULL",
  );
}

/** Nothing for a partition's, which is its parent's. The sequence is named where it has not the usual name. */
function formatIdentity({ generation, sequence }: Identity, column: Column, table: Relation): string | null {
  if (sequence === null) return null;
  const usual = sequence.schema === table.schema && sequence.name === `${table.name}_${column.name}_seq`;
  const options = join(!usual && `SEQUENCE NAME ${qualified(sequence)}`, sequenceOptions(sequence, column.type));
  return join(`GENERATED ${generation.toUpperCase()} AS IDENTITY`, options !== "" && `(${options})`);
}

/** What an inherited column has other than its parent's. */
function adjustments(column: Column, parent: Column | null): string[] {
  const actions: string[] = [];
  if (column.generated === null && column.default !== (parent?.default ?? null)) {
    actions.push(column.default === null ? "DROP DEFAULT" : `SET DEFAULT ${column.default}`);
  }
  if (!column.nullable && (parent === null || parent.nullable)) actions.push("SET NOT NULL");
  return actions;
}

/** What CREATE TABLE cannot say of a column, on all supported versions. */
function settings(column: Column): string[] {
  return [
    column.storage !== null && `SET STORAGE ${column.storage.toUpperCase()}`,
    column.statisticsTarget !== null && `SET STATISTICS ${column.statisticsTarget}`,
    column.options.length > 0 && `SET (${parameters(column.options)})`,
  ].filter((action) => action !== false);
}

/** The checks that a partition must have before it can be attached. */
function inheritableChecks(parent: Relation, lookup: CatalogLookup): Constraint[] {
  const above = lookup.parent(parent);
  return [
    ...parent.constraints.filter((constraint) => constraint.kind === "check" && !constraint.noInherit),
    ...(above === null ? [] : inheritableChecks(above, lookup)),
  ];
}

function isInline(constraint: Constraint): boolean {
  return (constraint.kind === "check" || constraint.kind === "not null") && constraint.local && constraint.validated;
}

function isLate(constraint: Constraint): boolean {
  return (constraint.kind === "check" || constraint.kind === "not null") && constraint.local && !constraint.validated;
}

function isKey(constraint: Constraint): boolean {
  return constraint.kind === "primary key" || constraint.kind === "unique" || constraint.kind === "exclusion";
}

export function formatConstraintClause(constraint: Constraint): string {
  return `CONSTRAINT ${quoteIdentifier(constraint.name)} ${constraint.definition}`;
}

/** WITH (…), the TOAST table's parameters among them. */
function storage(table: Relation): string | null {
  const all = [parameters(table.options), parameters(table.toastOptions, "toast.")].filter((part) => part !== "");
  return all.length === 0 ? null : `WITH (${all.join(", ")})`;
}
