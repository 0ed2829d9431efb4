/** A relation and its foreign-key neighbours, as a drawing and a Mermaid text need them. */
import type { CatalogLookup } from "../model/lookup.ts";
import { foreignKeysOf, primaryKeyOf } from "../model/lookup.ts";
import { compareText } from "../model/names.ts";
import type { Relation, RelationKind } from "../model/relation.ts";
import { type QualifiedName, qualifiedKey } from "../model/shared-parts.ts";
import { buildFoldedLinks, type DiagramLink, type FoldedLink } from "./folded-links.ts";
import { toShortType } from "./short-type.ts";

/** A column in a card. */
export interface DiagramRow {
  name: string;
  /** Shortened: `timestamptz`, `varchar(20)`; `null` where the relation itself is not known. */
  type: string | null;
  /** It is part of the primary key. */
  primary: boolean;
  /** It is part of a foreign key. */
  foreign: boolean;
}

/** A relation as drawn: the columns that matter here, and how many are left out. */
export interface DiagramCard extends QualifiedName {
  /** `null` where a foreign key leads to a relation that the catalog does not hold. */
  kind: RelationKind | null;
  rows: DiagramRow[];
  /** Columns that are not in `rows`. */
  more: number;
}

/** A neighbour with all its foreign keys on one side. */
export interface Neighbour {
  card: DiagramCard;
  links: DiagramLink[];
}

export interface NeighbourSide {
  neighbours: Neighbour[];
  /** Neighbours past the limit, which are not drawn. */
  hidden: number;
}

export interface Neighbourhood {
  focus: DiagramCard;
  /** Relations whose foreign keys refer to the focus. */
  referencing: NeighbourSide;
  /** Relations that the focus refers to. */
  referenced: NeighbourSide;
  /** Foreign keys from the focus to itself. */
  self: DiagramLink[];
}

/** Neighbours drawn on one side; the rest is counted. */
const MOST_NEIGHBOURS = 48;
/** Rows of the focus, unless it has more keys; rows of a neighbour likewise. */
const FOCUS_ROWS = 8;
const NEIGHBOUR_ROWS = 3;

/**
 * The one-hop neighbourhood of a relation. Partitions are folded into their parents: a foreign key that a partition
 * has, or that leads to one, counts once at the outermost parent.
 */
export function buildNeighbourhood(relation: Relation, lookup: CatalogLookup): Neighbourhood {
  const { incoming, outgoing, self } = buildFoldedLinks(relation, lookup);
  const leaving = buildNeighbours(relation, outgoing, "columns");
  const arriving = buildNeighbours(relation, incoming, "references");
  const referenced = leaving.slice(0, MOST_NEIGHBOURS);
  const referencing = arriving.slice(0, MOST_NEIGHBOURS);
  const loops = self.map(({ link }) => link);
  const primary = inheritedKeyOf(relation, lookup);
  const keys = [
    ...primary,
    ...loops.flatMap((link) => [...link.columns, ...link.references]),
    ...referenced.flatMap(({ links }) => links.flatMap((link) => link.columns)),
    ...referencing.flatMap(({ links }) => links.flatMap((link) => link.references)),
  ];
  const foreign = [...self, ...outgoing].flatMap(({ link }) => link.columns);
  return {
    focus: buildCard(relation, relation, { primary, keys, foreign, most: FOCUS_ROWS }),
    referencing: { neighbours: referencing, hidden: arriving.length - referencing.length },
    referenced: { neighbours: referenced, hidden: leaving.length - referenced.length },
    self: loops,
  };
}

/** The primary key's columns; a partition has its parent's, which the catalog does not repeat. */
function inheritedKeyOf(relation: Relation, lookup: CatalogLookup): readonly string[] {
  const own = primaryKeyOf(relation);
  if (own.length > 0) return own;
  const parent = lookup.parent(relation);
  return parent === null ? own : inheritedKeyOf(parent, lookup);
}

/** Of a composite key, the column that the fewest other foreign keys share: not the tenant, but the order. */
export function mostTelling(link: DiagramLink, end: "columns" | "references", links: readonly DiagramLink[]): string {
  const uses = (column: string) => links.filter((other) => other[end].includes(column)).length;
  return [...link[end]].sort((a, b) => uses(a) - uses(b))[0] as string;
}

/**
 * Links by neighbour, in the order of the focus's columns where they end, so that lines cross little; then by name.
 * `end` is the focus's end of them.
 */
function buildNeighbours(focus: Relation, folded: FoldedLink[], end: "columns" | "references"): Neighbour[] {
  const links = folded.map(({ link }) => link);
  const ranks = new Map(links.map((link) => [link, rankOf(focus, mostTelling(link, end, links))]));
  const rank = ({ link }: FoldedLink) => ranks.get(link) as number;
  const sorted = [...folded].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      compareText(a.other.schema, b.other.schema) ||
      compareText(a.other.name, b.other.name) ||
      compareText(a.link.name, b.link.name),
  );
  const groups = new Map<string, FoldedLink[]>();
  for (const link of sorted) {
    const group = groups.get(qualifiedKey(link.other));
    if (group === undefined) groups.set(qualifiedKey(link.other), [link]);
    else group.push(link);
  }
  return [...groups.values()].map((same) => buildNeighbour(same, end === "columns" ? "references" : "columns"));
}

/** The position of the column in the relation. */
function rankOf(relation: Relation, column: string): number {
  const index = relation.columns.findIndex(({ name }) => name === column);
  return index === -1 ? relation.columns.length : index;
}

function buildNeighbour(same: FoldedLink[], end: "columns" | "references"): Neighbour {
  const { other, relation } = same[0] as FoldedLink;
  const links = same.map(({ link }) => link);
  const primary = relation === null ? [] : primaryKeyOf(relation);
  const keys = [...primary, ...links.flatMap((link) => link[end])];
  const foreign = end === "columns" ? links.flatMap((link) => link.columns) : [];
  return { card: buildCard(other, relation, { primary, keys, foreign, most: NEIGHBOUR_ROWS }), links };
}

/** Which columns of a card are keys, and how many rows it has at most beside them. */
interface CardKeys {
  primary: readonly string[];
  /** Shown first and always, in this order. */
  keys: readonly string[];
  /** Of foreign keys, besides those that the relation has itself. */
  foreign: readonly string[];
  most: number;
}

function buildCard(name: QualifiedName, relation: Relation | null, given: CardKeys): DiagramCard {
  const shown = new Set(given.keys);
  const own = relation === null ? [] : foreignKeysOf(relation).flatMap(({ columns }) => columns);
  const foreign = new Set([...given.foreign, ...own]);
  for (const column of relation?.columns ?? []) {
    if (shown.size < given.most) shown.add(column.name);
  }
  return {
    schema: name.schema,
    name: name.name,
    kind: relation?.kind ?? null,
    rows: [...shown].map((column) => {
      const found = relation?.columns.find((candidate) => candidate.name === column);
      return {
        name: column,
        type: found === undefined ? null : toShortType(found.type),
        primary: given.primary.includes(column),
        foreign: foreign.has(column),
      };
    }),
    more: Math.max(0, (relation?.columns.length ?? 0) - shown.size),
  };
}
