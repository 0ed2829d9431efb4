/** Questions about a catalog that need an index over it. */
import type { Catalog } from "./catalog.ts";
import type { ForeignKey } from "./constraint.ts";
import type { Relation } from "./relation.ts";
import { type QualifiedName, qualifiedKey } from "./shared-parts.ts";

/** A foreign key that leads to a relation. */
export interface IncomingReference {
  /** Whose it is; of a partition's, the partitioned table. */
  from: Relation;
  /** The table that has it in the catalog: `from`, or a partition of it. */
  holder: Relation;
  foreignKey: ForeignKey;
}

/** A foreign key of a relation. */
export interface OutgoingReference {
  /** Where it leads; of a partition, the partitioned table. */
  to: QualifiedName;
  /** The same, `null` where the catalog does not hold it. */
  target: Relation | null;
  /** As `IncomingReference`. */
  holder: Relation;
  foreignKey: ForeignKey;
}

export interface CatalogLookup {
  relation(schema: string, name: string): Relation | null;
  /** What it is a partition of; `null` for none, and where the catalog does not hold that. */
  parent(relation: Relation): Relation | null;
  /** The outermost parent of a partition; the relation itself where it is none. */
  root(relation: Relation): Relation;
  /** Direct partitions of a partitioned table. */
  partitions(relation: Relation): readonly Relation[];
  /**
   * Foreign keys that lead to the relation or one of its partitions, its own among them; the same key of many
   * partitions is one. What leads to the table that it is a partition of leads to it too.
   */
  referencedBy(relation: Relation): IncomingReference[];
  /** Foreign keys that the relation or one of its partitions has, or the table that it is a partition of; each once. */
  references(relation: Relation): OutgoingReference[];
  /** Direct children by INHERITS. */
  children(relation: Relation): readonly Relation[];
  /** Views that read it. */
  dependents(relation: Relation): readonly Relation[];
}

/** A relation's own foreign keys, typed. */
export function foreignKeysOf(relation: Relation): ForeignKey[] {
  return relation.constraints.filter((constraint): constraint is ForeignKey => constraint.kind === "foreign key");
}

/** The columns of the primary key in key order; empty where there is none. */
export function primaryKeyOf(relation: Relation): readonly string[] {
  const key = relation.constraints.find((constraint) => constraint.kind === "primary key");
  return key === undefined ? [] : (key.columns as string[]);
}

/** Indexes a catalog once, for many questions. */
export function buildLookup(catalog: Catalog): CatalogLookup {
  const relations = new Map(catalog.relations.map((relation) => [qualifiedKey(relation), relation]));
  const [partitions, children, dependents] = [new Lists<Relation>(), new Lists<Relation>(), new Lists<Relation>()];
  for (const relation of catalog.relations) {
    if (relation.partition !== null) partitions.add(relation.partition.of, relation);
    for (const parent of relation.inherits) children.add(parent, relation);
    for (const { schema, relation: name } of relation.dependsOn) dependents.add({ schema, name }, relation);
  }
  const find = (name: QualifiedName) => relations.get(qualifiedKey(name)) ?? null;
  const parent = (relation: Relation) => (relation.partition === null ? null : find(relation.partition.of));
  const above = (relation: Relation): Relation[] => {
    const next = parent(relation);
    return next === null ? [] : [...above(next), next];
  };
  const below = (relation: Relation): Relation[] =>
    partitions.of(relation).flatMap((partition) => [partition, ...below(partition)]);
  const root = (relation: Relation) => above(relation)[0] ?? relation;
  const family = (relation: Relation) => [...above(relation), relation, ...below(relation)];
  const incoming = new Lists<IncomingReference>();
  for (const holder of catalog.relations) {
    for (const foreignKey of foreignKeysOf(holder)) {
      const { schema, relation: name } = foreignKey.references;
      incoming.add({ schema, name }, { from: root(holder), holder, foreignKey });
    }
  }
  const readReference = (holder: Relation, foreignKey: ForeignKey): OutgoingReference => {
    const { schema, relation: name } = foreignKey.references;
    const found = find({ schema, name });
    const target = found === null ? null : root(found);
    return { to: { schema: target?.schema ?? schema, name: target?.name ?? name }, target, holder, foreignKey };
  };
  return {
    relation: (schema, name) => find({ schema, name }),
    ...{ parent, root },
    partitions: (relation) => partitions.of(relation),
    referencedBy: (relation) =>
      withoutRepeated(
        family(relation).flatMap((each) => incoming.of(each)),
        ({ from }) => from,
      ),
    references: (relation) =>
      withoutRepeated(
        family(relation).flatMap((each) => foreignKeysOf(each).map((key) => readReference(each, key))),
        ({ to }) => to,
      ),
    children: (relation) => children.of(relation),
    dependents: (relation) => dependents.of(relation),
  };
}

/** The first of those between the same columns of the same relations. */
function withoutRepeated<Reference extends { foreignKey: ForeignKey }>(
  references: readonly Reference[],
  otherEnd: (reference: Reference) => QualifiedName,
): Reference[] {
  const seen = new Set<string>();
  return references.filter((reference) => {
    const { columns, references: referenced } = reference.foreignKey;
    const key = [qualifiedKey(otherEnd(reference)), ...columns, "", ...referenced.columns].join("\0");
    return !seen.has(key) && seen.add(key);
  });
}

/** Lists by qualified name. */
class Lists<T> {
  readonly #lists = new Map<string, T[]>();

  add(name: QualifiedName, value: T): void {
    const list = this.#lists.get(qualifiedKey(name));
    if (list === undefined) this.#lists.set(qualifiedKey(name), [value]);
    else list.push(value);
  }

  of(name: QualifiedName): readonly T[] {
    return this.#lists.get(qualifiedKey(name)) ?? [];
  }
}
