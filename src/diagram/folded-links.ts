/** The foreign keys around a relation, as a diagram draws them. */
import type { ForeignKey } from "../model/constraint.ts";
import type { CatalogLookup } from "../model/lookup.ts";
import type { Relation } from "../model/relation.ts";
import type { QualifiedName } from "../model/shared-parts.ts";

/** One foreign key. Which side has it follows from where it stands in the neighbourhood. */
export interface DiagramLink {
  name: string;
  /** Of the referencing relation, in key order. */
  columns: string[];
  /** Of the referenced relation, paired with `columns`. */
  references: string[];
  /** A column of it is nullable, so a row may refer to nothing. */
  optional: boolean;
  /** Its columns hold a whole unique key, so at most one row refers to each. */
  unique: boolean;
}

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
  const root = lookup.root(focus);
  const links: FoldedLinks = { incoming: [], outgoing: [], self: [] };
  for (const { to, target, foreignKey } of lookup.references(focus)) {
    const link = buildLink(focus, foreignKey);
    if (target === root) links.self.push({ other: focus, relation: focus, link });
    else links.outgoing.push({ other: to, relation: target, link });
  }
  for (const { from, foreignKey } of lookup.referencedBy(focus)) {
    if (from !== root) links.incoming.push({ other: from, relation: from, link: buildLink(from, foreignKey) });
  }
  return links;
}

function buildLink(owner: Relation, { name, columns, references }: ForeignKey): DiagramLink {
  return {
    name,
    columns: [...columns],
    references: [...references.columns],
    optional: columns.some((each) => owner.columns.find((column) => column.name === each)?.nullable === true),
    unique: isUnique(owner, columns),
  };
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
