import { expect, test } from "vitest";
import { compare } from "../../src/diff/index.ts";
import { type Catalog, catalogSchema } from "../../src/model/catalog.ts";
import { aFullCatalog, changedFields } from "../support/catalog-fields.ts";

const full = aFullCatalog();

/** The shortest paths under which a change of the catalog is none to `compare`, whatever field it is of. */
function silentPaths(from: (catalog: Catalog) => Catalog): string[] {
  const [silent, heard] = [new Set<string>(), new Set<string>()];
  for (const { path, before, after } of changedFields()) {
    (compare(from(before), after).length === 0 ? silent : heard).add(path);
  }
  const loud = [...heard].filter((path) => !silent.has(path));
  const isSilent = (path: string) => !loud.some((each) => each === path || each.startsWith(`${path}.`));
  const shortest = [...silent].map((path) => {
    const parts = path.split(".");
    const length = parts.findIndex((_part, at) => isSilent(parts.slice(0, at + 1).join("."))) + 1;
    return parts.slice(0, length).join(".");
  });
  return [...new Set(shortest)];
}

test("the catalog with something in every field is a catalog, and the same as itself", () => {
  expect(catalogSchema.safeParse(full).success).toBe(true);
  expect(compare(full, aFullCatalog())).toEqual([]);
});

const silent = silentPaths((catalog) => catalog);
/** What is silent only where the catalog before is of another kind. */
const silentWhere = (from: (catalog: Catalog) => Catalog) => silentPaths(from).filter((path) => !silent.includes(path));

test("every field of the model is compared, but for those that say nothing of the schema", () => {
  expect(silent).toEqual([
    "generatedAt",
    "source",
    "server",
    "database.name",
    "history",
    "repository",
    "relations.columns.typeParts",
    "relations.columns.identity.sequence.lastValue",
    "relations.columns.local",
    "relations.columns.inheritedFrom",
    "relations.columns.statistics",
    "relations.columns.origin",
    "relations.constraints.local",
    "relations.constraints.inherited",
    "relations.constraints.origin",
    "relations.indexes.statistics",
    "relations.indexes.origin",
    "relations.triggers.origin",
    "relations.policies.origin",
    "relations.dependsOn",
    "relations.statistics",
    "relations.origin",
    "types.origin",
    "routines.origin",
    "sequences.lastValue",
    "sequences.origin",
    "extensions.defaultVersion",
    "roles.mentioned",
    "roles.invented",
    "settings",
    "operations",
    "workload",
    "omissions",
  ]);
});

test("between major versions, what each prints in its own way is not compared", () => {
  expect(silentWhere((catalog) => ({ ...catalog, server: { ...catalog.server, major: 6 } }))).toEqual([
    "relations.partition.bound",
    "relations.partitionKey.definition",
    "relations.columns.default",
    "relations.columns.identity",
    "relations.columns.generated.expression",
    "relations.constraints.expression",
    "relations.constraints.definition",
    // Of NOT NULL alone: with another name it is another constraint.
    "relations.constraints.name",
    "relations.indexes.key.expression",
    "relations.indexes.predicate",
    "relations.indexes.definition",
    "relations.triggers.condition",
    "relations.triggers.definition",
    "relations.policies.using",
    "relations.policies.withCheck",
    "relations.rules.definition",
    "relations.definition",
    "types.notNullConstraint",
    "types.default",
    "types.constraints.expression",
    "types.constraints.definition",
    "routines.arguments.default",
    "routines.definition",
    "extensions.version",
    "publications.tables.where",
    "collations.locale",
    "textSearchObjects.definition",
    "statisticsObjects.definition",
  ]);
});

test("between a server and a scratch engine, what the engine makes up is not compared", () => {
  expect(silentWhere((catalog) => ({ ...catalog, source: { ...catalog.source, kind: "script" } }))).toEqual([
    "database",
    "schemas.owner",
    "schemas.privileges.grantor",
    "relations.owner",
    "relations.tablespace",
    "relations.columns.identity.sequence.privileges.grantor",
    "relations.columns.privileges.grantor",
    "relations.indexes.tablespace",
    "relations.privileges.grantor",
    "relations.populated",
    "types.owner",
    "types.privileges.grantor",
    "routines.owner",
    "routines.privileges.grantor",
    "sequences.owner",
    "sequences.privileges.grantor",
    "extensions.version",
    "roles",
    "defaultPrivileges",
    "eventTriggers.owner",
    "publications.owner",
    "subscriptions",
    "foreignDataWrappers.owner",
    "foreignDataWrappers.privileges.grantor",
    "foreignServers.owner",
    "foreignServers.privileges.grantor",
    "languages.owner",
    "languages.privileges.grantor",
    "collations.owner",
    "conversions.owner",
    "textSearchObjects.owner",
    "operators.owner",
    "operatorClasses.owner",
    "statisticsObjects.owner",
  ]);
});
