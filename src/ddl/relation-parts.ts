/** What is added to a relation once all relations are there. */
import type { Column } from "../model/column.ts";
import type { Index } from "../model/index-definition.ts";
import { quoteIdentifier } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import type { Policy } from "../model/relation-parts.ts";
import { formatConstraintClause } from "./tables.ts";
import { comment, join, parameters, qualified } from "./words.ts";

/** `TABLE app.t`, as ALTER and COMMENT ON name it. */
export function relationSubject(relation: Relation): string {
  const keyword = relation.kind === "partitioned table" ? "TABLE" : relation.kind.toUpperCase();
  return `${keyword} ${qualified(relation)}`;
}

/** Indexes but for those of constraints, and what ALTER INDEX sets. */
export function formatIndexStatements(relation: Relation): string[] {
  return relation.indexes.flatMap((index) => {
    const name = qualified({ schema: relation.schema, name: index.name });
    return [
      ...(index.constraint === null ? [formatIndexStatement(index, relation)] : []),
      ...(index.constraint !== null && index.options.length > 0
        ? [`ALTER INDEX ${name} SET (${parameters(index.options)})`]
        : []),
      ...(index.tablespace === null ? [] : [`ALTER INDEX ${name} SET TABLESPACE ${quoteIdentifier(index.tablespace)}`]),
      ...index.key.flatMap(({ statisticsTarget }, position) =>
        statisticsTarget === null
          ? []
          : [`ALTER INDEX ${name} ALTER COLUMN ${position + 1} SET STATISTICS ${statisticsTarget}`],
      ),
      ...comment(`INDEX ${name}`, index.comment),
    ];
  });
}

/** PostgreSQL prints a partitioned table's index with ONLY, since its partitions' are printed too; here they are not. */
function formatIndexStatement(index: Index, relation: Relation): string {
  if (relation.kind !== "partitioned table" || !index.valid) return index.definition;
  const start = `CREATE ${index.unique ? "UNIQUE " : ""}INDEX ${quoteIdentifier(index.name)} ON `;
  return index.definition.startsWith(`${start}ONLY `)
    ? start + index.definition.slice(`${start}ONLY `.length)
    : index.definition;
}

/** Foreign keys, which need every table and unique index. */
export function formatForeignKeyStatements(relation: Relation): string[] {
  return relation.constraints
    .filter((constraint) => constraint.kind === "foreign key")
    .map((constraint) => `ALTER ${relationSubject(relation)} ADD ${formatConstraintClause(constraint)}`);
}

const TRIGGER_STATES = { disabled: "DISABLE", replica: "ENABLE REPLICA", always: "ENABLE ALWAYS", origin: null };

/** Triggers, rules, policies and the table's switches. */
export function formatBehaviourStatements(relation: Relation): string[] {
  const subject = relationSubject(relation);
  const statements: string[] = [];
  const on = qualified(relation);
  for (const trigger of relation.triggers) {
    const name = quoteIdentifier(trigger.name);
    const state = TRIGGER_STATES[trigger.enabled];
    statements.push(trigger.definition);
    if (state !== null) statements.push(`ALTER ${subject} ${state} TRIGGER ${name}`);
    statements.push(...comment(`TRIGGER ${name} ON ${on}`, trigger.comment));
    statements.push(...comment(`CONSTRAINT ${name} ON ${on}`, trigger.constraint?.comment ?? null));
  }
  for (const rule of relation.rules) {
    const name = quoteIdentifier(rule.name);
    const state = TRIGGER_STATES[rule.enabled];
    statements.push(rule.definition.replace(/;\s*$/, ""));
    if (state !== null) statements.push(`ALTER ${subject} ${state} RULE ${name}`);
    statements.push(...comment(`RULE ${name} ON ${on}`, rule.comment));
  }
  for (const policy of relation.policies) {
    statements.push(formatPolicyStatement(policy, on));
    statements.push(...comment(`POLICY ${quoteIdentifier(policy.name)} ON ${on}`, policy.comment));
  }
  if (relation.rowSecurity.enabled) statements.push(`ALTER ${subject} ENABLE ROW LEVEL SECURITY`);
  if (relation.rowSecurity.forced) statements.push(`ALTER ${subject} FORCE ROW LEVEL SECURITY`);
  const clustered = relation.indexes.find((index) => index.clustered);
  if (clustered !== undefined) statements.push(`ALTER ${subject} CLUSTER ON ${quoteIdentifier(clustered.name)}`);
  const { kind, index } = relation.replicaIdentity;
  const identity =
    kind === "index" && index !== null ? `USING INDEX ${quoteIdentifier(index)}` : kind === "default" ? null : kind;
  // A view's identity is always "nothing", and cannot be set.
  if (identity !== null && relation.kind !== "view" && relation.kind !== "foreign table") {
    statements.push(`ALTER ${subject} REPLICA IDENTITY ${kind === "index" ? identity : identity.toUpperCase()}`);
  }
  return statements;
}

function formatPolicyStatement(policy: Policy, on: string): string {
  const roles = policy.roles.map((role) => (role === "public" ? "PUBLIC" : quoteIdentifier(role)));
  return join(
    `CREATE POLICY ${quoteIdentifier(policy.name)} ON ${on}`,
    !policy.permissive && "AS RESTRICTIVE",
    `FOR ${policy.command.toUpperCase()} TO ${roles.join(", ")}`,
    policy.using !== null && `USING (${policy.using})`,
    policy.withCheck !== null && `WITH CHECK (${policy.withCheck})`,
  );
}

/** Comments on the relation, its columns with their identity sequences, and its constraints. */
export function formatRelationComments(relation: Relation): string[] {
  const name = qualified(relation);
  return [
    ...comment(relationSubject(relation), relation.comment),
    ...relation.columns.flatMap((column) => [
      ...comment(`COLUMN ${name}.${quoteIdentifier(column.name)}`, column.comment),
      ...formatIdentityComment(column),
    ]),
    ...relation.constraints.flatMap((constraint) =>
      comment(`CONSTRAINT ${quoteIdentifier(constraint.name)} ON ${name}`, constraint.comment),
    ),
  ];
}

function formatIdentityComment({ identity }: Column): string[] {
  const sequence = identity?.sequence ?? null;
  return sequence === null ? [] : comment(`SEQUENCE ${qualified(sequence)}`, sequence.comment);
}
