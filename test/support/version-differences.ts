/** What PostgreSQL's versions themselves do differently with one schema, made equal so that the rest can be compared. */
import type { Catalog } from "../../src/model/catalog.ts";

/**
 * A catalog without the server's name, statistics and ownership, and without what differs by version:
 * 1. 16 and later leave the table's name before a column out of the text of a view over one table.
 * 2. 17 and later give a partition its parent's identity.
 * 3. Extensions come in their own versions, with their own members.
 * 4. 16 and later write the locale of an ICU collation as a language tag; older ones and the embedded engine keep it.
 * 5. 14's `public` schema belongs to the superuser, later ones' to pg_database_owner, and its privileges differ.
 */
export function withoutVersionDifferences(catalog: Catalog): Catalog {
  const own = <T extends { extension: string | null }>(items: T[]): T[] =>
    items.filter((item) => item.extension === null).map((item) => ({ ...item, owner: null, lastValue: null }));
  return {
    ...catalog,
    generatedAt: null,
    source: { kind: "script", name: "compared", tool: null, commit: null },
    server: { version: "compared", major: 0, engine: "postgresql" },
    database: { name: "compared", comment: null },
    roles: [],
    settings: [],
    workload: null,
    operations: null,
    extensions: catalog.extensions.map((extension) => ({ ...extension, version: "compared", defaultVersion: null })),
    schemas: own(catalog.schemas).map((schema) => (schema.name === "public" ? { ...schema, privileges: [] } : schema)),
    types: own(catalog.types),
    sequences: own(catalog.sequences),
    routines: own(catalog.routines),
    languages: own(catalog.languages),
    operators: own(catalog.operators),
    operatorClasses: own(catalog.operatorClasses),
    collations: own(catalog.collations).map((collation) =>
      collation.provider === "icu" ? { ...collation, locale: "compared" } : collation,
    ),
    textSearchObjects: own(catalog.textSearchObjects),
    statisticsObjects: own(catalog.statisticsObjects),
    casts: catalog.casts.filter((cast) => cast.extension === null),
    relations: own(catalog.relations).map((relation) => ({
      ...relation,
      statistics: null,
      definition: relation.definition === null ? null : relation.definition.replaceAll(/\b[a-z_]+\.(?=[a-z_"]+)/g, ""),
      columns: relation.columns.map((column) => ({
        ...column,
        statistics: null,
        identity: relation.partition === null ? column.identity : null,
      })),
      indexes: relation.indexes.map((index) => ({ ...index, statistics: null })),
      policies: relation.policies.map((policy) => ({
        ...policy,
        roles: policy.roles.filter((role) => role !== "postgres"),
      })),
    })),
  };
}
