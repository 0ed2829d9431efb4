/** The foreign keys around a relation, with partitions folded into their parents. */
import type { ForeignKey } from "../model/constraint.ts";
import type { CatalogLookup } from "../model/lookup.ts";
import { foreignKeysOf } from "../model/lookup.ts";
import type { Relation } from "../model/relation.ts";
import type { QualifiedName } from "../model/shared-parts.ts";
import type { DiagramLink } from "./neighbourhood.ts";

/** A foreign key between the focus and another relation. */
export interface FoldedLink {
  other: QualifiedName;
  /** `null` where the catalog does not hold it. */
  relation: Relation | null;
  link: DiagramLink;
}

export interface FoldedLinks {
  incoming: FoldedLink[];
  outgoing: FoldedLink[];
  self: FoldedLink[];
}

/** All foreign keys of and to the relation, its partitions and the parents that it is a partition of. */
export function buildFoldedLinks(focus: Relation, lookup: CatalogLookup): FoldedLinks {
  const family = [...parentsOf(focus, lookup), focus, ...partitionsOf(focus, lookup)];
  const members = new Set(family);
  const links: FoldedLinks = { incoming: [], outgoing: [], self: [] };
  const seen = new Set<string>();
  const add = (list: FoldedLink[], from: Relation, foreignKey: ForeignKey, other: QualifiedName) => {
    const owner = members.has(from) ? focus : outermost(from, lookup);
    const { columns, references } = foreignKey;
    // The same foreign key on every partition is one; a zero byte cannot be in an identifier.
    const key = [owner.schema, owner.name, other.schema, other.name, ...columns, "", ...references.columns].join("\0");
    if (seen.has(key)) return;
    seen.add(key);
    list.push({
      other: { schema: other.schema, name: other.name },
      relation: lookup.relation(other.schema, other.name),
      link: {
        name: foreignKey.name,
        columns: [...columns],
        references: [...references.columns],
        optional: columns.some((name) => owner.columns.find((column) => column.name === name)?.nullable === true),
        unique: isUnique(owner, columns),
      },
    });
  };
  for (const member of family) {
    for (const foreignKey of foreignKeysOf(member)) {
      const { schema, relation: name } = foreignKey.references;
      const target = lookup.relation(schema, name);
      if (target !== null && members.has(target)) add(links.self, member, foreignKey, focus);
      else add(links.outgoing, member, foreignKey, target === null ? { schema, name } : outermost(target, lookup));
    }
  }
  for (const member of family) {
    for (const { from, foreignKey } of lookup.referencedBy(member)) {
      if (!members.has(from)) add(links.incoming, from, foreignKey, outermost(from, lookup));
    }
  }
  return links;
}

function parentsOf(relation: Relation, lookup: CatalogLookup): Relation[] {
  const parents: Relation[] = [];
  let parent = parentOf(relation, lookup);
  while (parent !== null) {
    parents.unshift(parent);
    parent = parentOf(parent, lookup);
  }
  return parents;
}

function parentOf(relation: Relation, lookup: CatalogLookup): Relation | null {
  return relation.partition === null ? null : lookup.relation(relation.partition.of.schema, relation.partition.of.name);
}

function outermost(relation: Relation, lookup: CatalogLookup): Relation {
  return parentsOf(relation, lookup)[0] ?? relation;
}

function partitionsOf(relation: Relation, lookup: CatalogLookup): Relation[] {
  return lookup.partitions(relation).flatMap((partition) => [partition, ...partitionsOf(partition, lookup)]);
}

/** True where a whole key, or a unique index without predicate and expressions, is within the columns. */
function isUnique(relation: Relation, columns: readonly string[]): boolean {
  const within = (key: readonly (string | null)[]) =>
    key.length > 0 && key.every((name) => name !== null && columns.includes(name));
  return (
    relation.constraints.some(
      ({ kind, columns: key }) => (kind === "primary key" || kind === "unique") && within(key),
    ) ||
    relation.indexes.some(
      ({ unique, predicate, key }) => unique && predicate === null && within(key.map(({ column }) => column)),
    )
  );
}
