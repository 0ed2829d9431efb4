/** Runs all queries of one catalog: a fixed number of them, however many tables there are. */
import type { StatisticsRows } from "../assemble/statistics.ts";
import { ACCESS_METHODS_SQL, type AccessMethodRow } from "../queries/access-methods.ts";
import { AGGREGATES_SQL, type AggregateRow } from "../queries/aggregates.ts";
import { BASE_TYPES_SQL, type BaseTypeRow } from "../queries/base-types.ts";
import { CASTS_SQL, type CastRow } from "../queries/casts.ts";
import { COLLATION_NAMES_SQL, type CollationNameRow } from "../queries/collation-names.ts";
import { type CollationRow, collationsSql } from "../queries/collations.ts";
import { COLUMN_TYPES_SQL, type ColumnTypeRow } from "../queries/column-types.ts";
import { type ColumnRow, columnsSql } from "../queries/columns.ts";
import { COMPOSITE_ATTRIBUTES_SQL, type CompositeAttributeRow } from "../queries/composite-attributes.ts";
import { type ConstraintRow, constraintsSql } from "../queries/constraints.ts";
import { CONVERSIONS_SQL, type ConversionRow } from "../queries/conversions.ts";
import { DEFAULT_PRIVILEGES_SQL, type DefaultPrivilegeRow } from "../queries/default-privileges.ts";
import { type DomainConstraintRow, domainConstraintsSql } from "../queries/domain-constraints.ts";
import { EVENT_TRIGGERS_SQL, type EventTriggerRow } from "../queries/event-triggers.ts";
import { type ExtensionRow, formatExtensionsSql } from "../queries/extensions.ts";
import { FOREIGN_DATA_WRAPPERS_SQL, type ForeignDataWrapperRow } from "../queries/foreign-data-wrappers.ts";
import { FOREIGN_SERVERS_SQL, type ForeignServerRow } from "../queries/foreign-servers.ts";
import { type IndexRow, indexesSql } from "../queries/indexes.ts";
import { LANGUAGES_SQL, type LanguageRow } from "../queries/languages.ts";
import { OPERATOR_CLASS_MEMBERS_SQL, type OperatorClassMemberRow } from "../queries/operator-class-members.ts";
import { OPERATOR_CLASS_NAMES_SQL, type OperatorClassNameRow } from "../queries/operator-class-names.ts";
import { OPERATOR_CLASSES_SQL, type OperatorClassRow } from "../queries/operator-classes.ts";
import { OPERATOR_FAMILIES_SQL, type OperatorFamilyRow } from "../queries/operator-families.ts";
import { OPERATORS_SQL, type OperatorRow } from "../queries/operators.ts";
import { type PolicyRow, policiesSql } from "../queries/policies.ts";
import {
  type PublicationRow,
  type PublicationTableRow,
  publicationsSql,
  publicationTablesSql,
} from "../queries/publications.ts";
import { RANGES_SQL, type RangeRow } from "../queries/ranges.ts";
import { type RelationRow, relationsSql } from "../queries/relations.ts";
import { type RewriteRuleRow, rewriteRulesSql } from "../queries/rewrite-rules.ts";
import { type RoleRow, rolesSql } from "../queries/roles.ts";
import { type RoutineRow, routinesSql } from "../queries/routines.ts";
import { SCHEMAS_SQL, type SchemaRow } from "../queries/schemas.ts";
import type { Scope } from "../queries/scope.ts";
import { SEQUENCES_SQL, type SequenceRow } from "../queries/sequences.ts";
import { SETTINGS_SQL, type SettingRow } from "../queries/settings.ts";
import {
  COLUMN_STATISTICS_SQL,
  type ColumnStatisticsRow,
  type IndexStatisticsRow,
  indexStatisticsSql,
  type RelationStatisticsRow,
  relationStatisticsSql,
  type SequenceStateRow,
  sequenceStatesSql,
} from "../queries/statistics.ts";
import { type StatisticsObjectRow, statisticsObjectsSql } from "../queries/statistics-objects.ts";
import { type SubscriptionRow, subscriptionsSql } from "../queries/subscriptions.ts";
import { TEXT_SEARCH_OBJECTS_SQL, type TextSearchObjectRow } from "../queries/text-search-objects.ts";
import { TRANSFORMS_SQL, type TransformRow } from "../queries/transforms.ts";
import { type TriggerRow, triggersSql } from "../queries/triggers.ts";
import { type TypeRow, typesSql } from "../queries/types.ts";
import { USER_MAPPINGS_SQL, type UserMappingRow } from "../queries/user-mappings.ts";
import { VIEW_DEPENDENCIES_SQL, type ViewDependencyRow } from "../queries/view-dependencies.ts";
import { type OperationsRows, readOperations } from "./operations.ts";
import type { PoliteSession } from "./polite-session.ts";

/** Rows of what a catalog is made of. */
export interface ObjectRows {
  aggregates: AggregateRow[];
  accessMethods: AccessMethodRow[];
  casts: CastRow[];
  collations: CollationRow[];
  conversions: ConversionRow[];
  defaultPrivileges: DefaultPrivilegeRow[];
  eventTriggers: EventTriggerRow[];
  foreignDataWrappers: ForeignDataWrapperRow[];
  foreignServers: ForeignServerRow[];
  userMappings: UserMappingRow[];
  languages: LanguageRow[];
  operators: OperatorRow[];
  operatorClasses: OperatorClassRow[];
  operatorFamilies: OperatorFamilyRow[];
  operatorClassMembers: OperatorClassMemberRow[];
  publications: PublicationRow[];
  publicationTables: PublicationTableRow[];
  routines: RoutineRow[];
  statisticsObjects: StatisticsObjectRow[];
  subscriptions: SubscriptionRow[];
  textSearchObjects: TextSearchObjectRow[];
  transforms: TransformRow[];
  schemas: SchemaRow[];
  roles: RoleRow[];
  extensions: ExtensionRow[];
  relations: RelationRow[];
  columns: ColumnRow[];
  columnTypes: ColumnTypeRow[];
  constraints: ConstraintRow[];
  indexes: IndexRow[];
  operatorClassNames: OperatorClassNameRow[];
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
  baseTypes: BaseTypeRow[];
}

export interface Rows extends ObjectRows {
  /** Empty on a scratch engine. */
  settings: SettingRow[];
  /** `null` on a scratch engine. */
  operations: OperationsRows | null;
  /** `null` on a scratch engine, and where counters are left out. */
  statistics: StatisticsRows | null;
}

/** The query of each list of rows. */
export const OBJECT_QUERIES: Readonly<Record<keyof ObjectRows, string | ((scope: Scope) => string)>> = {
  schemas: SCHEMAS_SQL,
  roles: rolesSql,
  extensions: formatExtensionsSql(false),
  relations: relationsSql,
  columns: columnsSql,
  columnTypes: COLUMN_TYPES_SQL,
  constraints: constraintsSql,
  indexes: indexesSql,
  operatorClassNames: OPERATOR_CLASS_NAMES_SQL,
  collationNames: COLLATION_NAMES_SQL,
  triggers: triggersSql,
  policies: policiesSql,
  rewriteRules: rewriteRulesSql,
  viewDependencies: VIEW_DEPENDENCIES_SQL,
  sequences: SEQUENCES_SQL,
  types: typesSql,
  domainConstraints: domainConstraintsSql,
  compositeAttributes: COMPOSITE_ATTRIBUTES_SQL,
  ranges: RANGES_SQL,
  baseTypes: BASE_TYPES_SQL,
  routines: routinesSql,
  aggregates: AGGREGATES_SQL,
  defaultPrivileges: DEFAULT_PRIVILEGES_SQL,
  eventTriggers: EVENT_TRIGGERS_SQL,
  publications: publicationsSql,
  publicationTables: publicationTablesSql,
  subscriptions: subscriptionsSql,
  foreignDataWrappers: FOREIGN_DATA_WRAPPERS_SQL,
  foreignServers: FOREIGN_SERVERS_SQL,
  userMappings: USER_MAPPINGS_SQL,
  languages: LANGUAGES_SQL,
  transforms: TRANSFORMS_SQL,
  accessMethods: ACCESS_METHODS_SQL,
  conversions: CONVERSIONS_SQL,
  collations: collationsSql,
  textSearchObjects: TEXT_SEARCH_OBJECTS_SQL,
  casts: CASTS_SQL,
  operators: OPERATORS_SQL,
  operatorClasses: OPERATOR_CLASSES_SQL,
  operatorFamilies: OPERATOR_FAMILIES_SQL,
  operatorClassMembers: OPERATOR_CLASS_MEMBERS_SQL,
  statisticsObjects: statisticsObjectsSql,
};

/** What is read beside the objects themselves. */
export interface Extent {
  /** False on a scratch engine: neither settings nor counters. */
  live: boolean;
  /** Counters, sizes and times of a live server. */
  counters: boolean;
}

/** Reads every row within the transaction that the session is in. Throws `DatabaseError`. */
export async function readRows(session: PoliteSession, { live, counters }: Extent): Promise<Rows> {
  const objects: Partial<Record<keyof ObjectRows, unknown>> = {};
  for (const list of Object.keys(OBJECT_QUERIES) as (keyof ObjectRows)[]) {
    objects[list] = await session.query(list === "extensions" ? formatExtensionsSql(live) : OBJECT_QUERIES[list]);
  }
  return {
    ...(objects as unknown as ObjectRows),
    settings: live ? await session.query<SettingRow>(SETTINGS_SQL) : [],
    operations: live ? await readOperations(session, counters) : null,
    statistics: counters
      ? {
          relations: await session.query<RelationStatisticsRow>(relationStatisticsSql),
          indexes: await session.query<IndexStatisticsRow>(indexStatisticsSql),
          columns: await session.query<ColumnStatisticsRow>(COLUMN_STATISTICS_SQL),
          sequences: await session.query<SequenceStateRow>(sequenceStatesSql),
        }
      : null,
  };
}
