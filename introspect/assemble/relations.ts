/** Rows to relations, with all their parts. */
import { compareText } from "../../src/model/names.ts";
import type { Dependency, Relation } from "../../src/model/relation.ts";
import type { RelationRow } from "../queries/relations.ts";
import type { ViewDependencyRow } from "../queries/view-dependencies.ts";
import type { Rows } from "../read/rows.ts";
import { buildColumnAssembler, type ColumnAssembler } from "./columns.ts";
import { buildConstraint } from "./constraints.ts";
import {
  decodeArray,
  decodeBoolean,
  decodeOptions,
  decodeVector,
  decodeWord,
  PARTITION_STRATEGIES,
  PERSISTENCES,
  RELATION_KINDS,
  REPLICA_IDENTITIES,
} from "./decode.ts";
import { type Directory, groupBy } from "./directory.ts";
import { buildIndex } from "./indexes.ts";
import { buildPolicy, buildRewriteRule, buildTrigger } from "./relation-parts.ts";
import { maskOptions } from "./secrets.ts";
import type { StatisticsLookup } from "./statistics.ts";
import { decodeRelationOptions } from "./storage-options.ts";

/** All relations, sorted by schema and name. */
export function assembleRelations(rows: Rows, directory: Directory, statistics: StatisticsLookup): Relation[] {
  const columnsOf = buildColumnAssembler(rows, directory, statistics);
  const parts = {
    constraints: groupBy(rows.constraints, (row) => row.conrelid),
    indexes: groupBy(rows.indexes, (row) => row.indrelid),
    triggers: groupBy(rows.triggers, (row) => row.tgrelid),
    policies: groupBy(rows.policies, (row) => row.polrelid),
    rules: groupBy(rows.rewriteRules, (row) => row.ev_class),
    dependencies: groupBy(rows.viewDependencies, (row) => row.ev_class),
  };
  return rows.relations
    .map((row) =>
      buildRelation(row, columnsOf, directory, {
        replicaIdentity: {
          kind: decodeWord(REPLICA_IDENTITIES, row.relreplident),
          index: parts.indexes.get(row.oid)?.find((index) => decodeBoolean(index.indisreplident))?.relname ?? null,
        },
        constraints: named(parts.constraints.get(row.oid), (part) => buildConstraint(part, directory)),
        indexes: named(parts.indexes.get(row.oid), (part) =>
          buildIndex(part, directory, statistics.index(part.indexrelid)),
        ),
        triggers: named(parts.triggers.get(row.oid), (part) => buildTrigger(part, directory)),
        policies: named(parts.policies.get(row.oid), (part) => buildPolicy(part, directory)),
        rules: named(parts.rules.get(row.oid), buildRewriteRule),
        dependsOn: (parts.dependencies.get(row.oid) ?? []).map(buildDependency).sort(compareDependencies),
        statistics: statistics.relation(row),
      }),
    )
    .sort((a, b) => compareText(a.schema, b.schema) || compareText(a.name, b.name));
}

/** Sorted by name, without the parts that say nothing (`null`). */
function named<Part, Item extends { name: string }>(
  rows: readonly Part[] | undefined,
  toItem: (row: Part) => Item | null,
): Item[] {
  return (rows ?? [])
    .map(toItem)
    .filter((item) => item !== null)
    .sort((a, b) => compareText(a.name, b.name));
}

type Parts = Pick<
  Relation,
  "replicaIdentity" | "constraints" | "indexes" | "triggers" | "policies" | "rules" | "dependsOn" | "statistics"
>;

/** In the format's order of keys, so that a catalog that was read back is written as the same bytes. */
function buildRelation(row: RelationRow, columnsOf: ColumnAssembler, directory: Directory, parts: Parts): Relation {
  const kind = decodeWord(RELATION_KINDS, row.relkind);
  const parents = decodeArray(row.inhparents).map((oid) => directory.relationName(oid));
  const partition = decodeBoolean(row.relispartition);
  return {
    kind,
    schema: row.nspname,
    name: row.relname,
    owner: directory.owner(row.relowner),
    comment: row.description,
    persistence: decodeWord(PERSISTENCES, row.relpersistence),
    partition: partition && parents[0] !== undefined ? { of: parents[0], bound: row.relpartbound ?? "" } : null,
    partitionKey: buildPartitionKey(row, directory),
    inherits: partition ? [] : parents,
    ofType: row.typnamespace === null || row.typname === null ? null : { schema: row.typnamespace, name: row.typname },
    accessMethod: row.amname,
    rowSecurity: { enabled: decodeBoolean(row.relrowsecurity), forced: decodeBoolean(row.relforcerowsecurity) },
    options: decodeRelationOptions(row.reloptions, row.amname),
    toastOptions: decodeRelationOptions(row.toastoptions, null),
    tablespace: row.spcname,
    replicaIdentity: parts.replicaIdentity,
    columns: columnsOf(row),
    constraints: parts.constraints,
    indexes: parts.indexes,
    triggers: parts.triggers,
    policies: parts.policies,
    rules: parts.rules,
    privileges: directory.privileges(row.relacl),
    definition: row.viewdef,
    populated: kind === "materialized view" ? decodeBoolean(row.relispopulated) : null,
    dependsOn: parts.dependsOn,
    foreign: row.srvname === null ? null : { server: row.srvname, options: maskOptions(decodeOptions(row.ftoptions)) },
    statistics: parts.statistics,
    origin: null,
    extension: row.extname,
  };
}

function buildPartitionKey(row: RelationRow, directory: Directory): Relation["partitionKey"] {
  if (row.partstrat === null || row.partkeydef === null) return null;
  return {
    strategy: decodeWord(PARTITION_STRATEGIES, row.partstrat),
    columns: decodeVector(row.partattrs).map((attnum) =>
      attnum === "0" ? null : directory.columnName(row.oid, attnum),
    ),
    definition: row.partkeydef,
  };
}

function buildDependency(row: ViewDependencyRow): Dependency {
  return { schema: row.nspname, relation: row.relname, columns: decodeArray(row.attnames).sort(compareText) };
}

function compareDependencies(a: Dependency, b: Dependency): number {
  return compareText(a.schema, b.schema) || compareText(a.relation, b.relation);
}
