/** Runs all queries of one catalog: a fixed number of them, however many tables there are. */
import { COLLATION_NAMES_SQL, type CollationNameRow } from "./queries/collation-names.ts";
import { COLUMN_TYPES_SQL, type ColumnTypeRow } from "./queries/column-types.ts";
import { type ColumnRow, columnsSql } from "./queries/columns.ts";
import { COMPOSITE_ATTRIBUTES_SQL, type CompositeAttributeRow } from "./queries/composite-attributes.ts";
import { type ConstraintRow, constraintsSql } from "./queries/constraints.ts";
import { DOMAIN_CONSTRAINTS_SQL, type DomainConstraintRow } from "./queries/domain-constraints.ts";
import { EXTENSIONS_SQL, type ExtensionRow } from "./queries/extensions.ts";
import { type IndexRow, indexesSql } from "./queries/indexes.ts";
import { OPERATOR_CLASSES_SQL, type OperatorClassRow } from "./queries/operator-class-names.ts";
import { type PolicyRow, policiesSql } from "./queries/policies.ts";
import { RANGES_SQL, type RangeRow } from "./queries/ranges.ts";
import { type RelationRow, relationsSql } from "./queries/relations.ts";
import { type RewriteRuleRow, rewriteRulesSql } from "./queries/rewrite-rules.ts";
import { ROLES_SQL, type RoleRow } from "./queries/roles.ts";
import { SCHEMAS_SQL, type SchemaRow } from "./queries/schemas.ts";
import type { Scope } from "./queries/scope.ts";
import { SEQUENCES_SQL, type SequenceRow } from "./queries/sequences.ts";
import { type TriggerRow, triggersSql } from "./queries/triggers.ts";
import { TYPES_SQL, type TypeRow } from "./queries/types.ts";
import { VIEW_DEPENDENCIES_SQL, type ViewDependencyRow } from "./queries/view-dependencies.ts";
import type { Session } from "./session.ts";

export interface Rows {
  schemas: SchemaRow[];
  roles: RoleRow[];
  extensions: ExtensionRow[];
  relations: RelationRow[];
  columns: ColumnRow[];
  columnTypes: ColumnTypeRow[];
  constraints: ConstraintRow[];
  indexes: IndexRow[];
  operatorClasses: OperatorClassRow[];
  collationNames: CollationNameRow[];
  triggers: TriggerRow[];
  policies: PolicyRow[];
  rewriteRules: RewriteRuleRow[];
  viewDependencies: ViewDependencyRow[];
  sequences: SequenceRow[];
  types: TypeRow[];
  domainConstraints: DomainConstraintRow[];
  compositeAttributes: CompositeAttributeRow[];
  ranges: RangeRow[];
}

/** Reads every row within the transaction that the session is in. Throws `DatabaseError`. */
export async function readRows(session: Session, scope: Scope): Promise<Rows> {
  return {
    schemas: await session.query<SchemaRow>(SCHEMAS_SQL),
    roles: await session.query<RoleRow>(ROLES_SQL),
    extensions: await session.query<ExtensionRow>(EXTENSIONS_SQL),
    relations: await session.query<RelationRow>(relationsSql(scope)),
    columns: await session.query<ColumnRow>(columnsSql(scope)),
    columnTypes: await session.query<ColumnTypeRow>(COLUMN_TYPES_SQL),
    constraints: await session.query<ConstraintRow>(constraintsSql(scope)),
    indexes: await session.query<IndexRow>(indexesSql(scope)),
    operatorClasses: await session.query<OperatorClassRow>(OPERATOR_CLASSES_SQL),
    collationNames: await session.query<CollationNameRow>(COLLATION_NAMES_SQL),
    triggers: await session.query<TriggerRow>(triggersSql(scope)),
    policies: await session.query<PolicyRow>(policiesSql(scope)),
    rewriteRules: await session.query<RewriteRuleRow>(rewriteRulesSql(scope)),
    viewDependencies: await session.query<ViewDependencyRow>(VIEW_DEPENDENCIES_SQL),
    sequences: await session.query<SequenceRow>(SEQUENCES_SQL),
    types: await session.query<TypeRow>(TYPES_SQL),
    domainConstraints: await session.query<DomainConstraintRow>(DOMAIN_CONSTRAINTS_SQL),
    compositeAttributes: await session.query<CompositeAttributeRow>(COMPOSITE_ATTRIBUTES_SQL),
    ranges: await session.query<RangeRow>(RANGES_SQL),
  };
}
