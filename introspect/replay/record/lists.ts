/** How each list of a catalog's rows is read again once a step has written into the system catalogs. */
import type { ObjectRows } from "../../read/rows.ts";
import type { Row } from "../../session.ts";

/**
 * Lists that are read again for single objects. `key` is the column by which they are read, an oid; a column of a table
 * has its number beside it. `of` is the column with the oid of the relation, type or routine that the row is about.
 */
export const KEYED = {
  relations: { key: "oid", of: "oid" },
  columns: { key: "attrelid", number: "attnum", of: "attrelid" },
  constraints: { key: "oid", of: "conrelid" },
  indexes: { key: "indexrelid", of: "indrelid" },
  triggers: { key: "oid", of: "tgrelid" },
  policies: { key: "oid", of: "polrelid" },
  rewriteRules: { key: "oid", of: "ev_class" },
  viewDependencies: { key: "ev_class", of: "ev_class" },
  sequences: { key: "oid", of: "ownerrelid" },
  types: { key: "oid", of: "oid" },
  domainConstraints: { key: "oid", of: "contypid" },
  compositeAttributes: { key: "reltype", of: "reltype" },
  ranges: { key: "rngtypid", of: "rngtypid" },
  baseTypes: { key: "oid", of: "oid" },
  routines: { key: "oid", of: "oid" },
  aggregates: { key: "oid", of: "oid" },
} as const satisfies Partial<{
  [List in keyof ObjectRows]: { key: string; number?: string; of: string };
}>;

export type KeyedList = keyof typeof KEYED;

/** The key of a row: `16402`, of a column `16402:3`. */
export function keyOf(list: KeyedList, row: Row): string {
  const { key, number } = KEYED[list] as { key: string; number?: string };
  return number === undefined ? (row[key] ?? "") : `${row[key]}:${row[number]}`;
}
export type WholeList = Exclude<keyof ObjectRows, KeyedList>;

/** Lists of which there are few rows: read again as a whole where one of these system catalogs was written. */
export const WHOLE: Readonly<Record<WholeList, readonly string[]>> = {
  schemas: ["pg_namespace"],
  roles: ["pg_authid", "pg_auth_members", "pg_shdescription"],
  extensions: ["pg_extension"],
  // Whenever a column is of a type that is not among them.
  columnTypes: [],
  operatorClassNames: ["pg_opclass"],
  collationNames: ["pg_collation"],
  defaultPrivileges: ["pg_default_acl"],
  eventTriggers: ["pg_event_trigger"],
  publications: ["pg_publication", "pg_publication_rel", "pg_publication_namespace"],
  publicationTables: ["pg_publication", "pg_publication_rel", "pg_publication_namespace"],
  subscriptions: ["pg_subscription"],
  foreignDataWrappers: ["pg_foreign_data_wrapper"],
  foreignServers: ["pg_foreign_server", "pg_user_mapping"],
  userMappings: ["pg_foreign_server", "pg_user_mapping"],
  languages: ["pg_language"],
  transforms: ["pg_transform"],
  accessMethods: ["pg_am"],
  conversions: ["pg_conversion"],
  collations: ["pg_collation"],
  textSearchObjects: ["pg_ts_config", "pg_ts_config_map", "pg_ts_dict", "pg_ts_parser", "pg_ts_template"],
  casts: ["pg_cast"],
  operators: ["pg_operator"],
  operatorClasses: ["pg_opclass", "pg_opfamily", "pg_amop", "pg_amproc"],
  operatorFamilies: ["pg_opclass", "pg_opfamily", "pg_amop", "pg_amproc"],
  operatorClassMembers: ["pg_opclass", "pg_opfamily", "pg_amop", "pg_amproc"],
  statisticsObjects: ["pg_statistic_ext"],
};
