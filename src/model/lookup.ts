/** Questions about a catalog that need an index over it. */
import type { Catalog } from "./catalog.ts";
import type { ForeignKey } from "./constraint.ts";
import type { Relation } from "./relation.ts";
import type { QualifiedName } from "./shared-parts.ts";

/** A foreign key together with the table that has it. */
export interface IncomingReference {
  from: Relation;
  foreignKey: ForeignKey;
}

export interface CatalogLookup {
  relation(schema: string, name: string): Relation | null;
  /** Foreign keys of other relations (and its own) that refer to it, sorted by referencing relation and name. */
  referencedBy(relation: Relation): readonly IncomingReference[];
  /** Direct partitions of a partitioned table. */
  partitions(relation: Relation): readonly Relation[];
  /** Direct children by INHERITS. */
  children(relation: Relation): readonly Relation[];
  /** Views that read it. */
  dependents(relation: Relation): readonly Relation[];
}

/** A relation's foreign keys, typed. */
export function foreignKeysOf(relation: Relation): ForeignKey[] {
  return relation.constraints.filter((constraint): constraint is ForeignKey => constraint.kind === "foreign key");
}

/** The columns of the primary key in key order; empty where there is none. */
export function primaryKeyOf(relation: Relation): readonly string[] {
  const key = relation.constraints.find((constraint) => constraint.kind === "primary key");
  return key === undefined ? [] : (key.columns as string[]);
}

/** Schema and name as one map key; a zero byte cannot be in an identifier. */
function keyOf(schema: string, name: string): string {
  return `${schema}\0${name}`;
}

/** Indexes a catalog once, for many questions. */
export function buildLookup(catalog: Catalog): CatalogLookup {
  const relations = new Map<string, Relation>();
  for (const relation of catalog.relations) relations.set(keyOf(relation.schema, relation.name), relation);
  const incoming = new Map<string, IncomingReference[]>();
  const partitions = new Map<string, Relation[]>();
  const children = new Map<string, Relation[]>();
  const dependents = new Map<string, Relation[]>();
  for (const relation of catalog.relations) {
    for (const foreignKey of foreignKeysOf(relation)) {
      const { schema, relation: name } = foreignKey.references;
      add(incoming, { schema, name }, { from: relation, foreignKey });
    }
    if (relation.partition !== null) add(partitions, relation.partition.of, relation);
    for (const parent of relation.inherits) add(children, parent, relation);
    for (const { schema, relation: name } of relation.dependsOn) add(dependents, { schema, name }, relation);
  }
  const of = <T>(map: Map<string, T[]>, relation: Relation): readonly T[] =>
    map.get(keyOf(relation.schema, relation.name)) ?? [];
  return {
    relation: (schema, name) => relations.get(keyOf(schema, name)) ?? null,
    referencedBy: (relation) => of(incoming, relation),
    partitions: (relation) => of(partitions, relation),
    children: (relation) => of(children, relation),
    dependents: (relation) => of(dependents, relation),
  };
}

function add<T>(map: Map<string, T[]>, name: QualifiedName, value: T): void {
  const key = keyOf(name.schema, name.name);
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
