/** A relation and its foreign-key neighbours, as a drawing and a Mermaid text need them. */
import type { CatalogLookup } from "../model/lookup.ts";
import { primaryKeyOf } from "../model/lookup.ts";
import { compareText } from "../model/names.ts";
import type { Relation, RelationKind } from "../model/relation.ts";
import type { QualifiedName } from "../model/shared-parts.ts";
import { type FoldedLink, toFoldedLinks } from "./folded-links.ts";
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
export function toNeighbourhood(relation: Relation, lookup: CatalogLookup): Neighbourhood {
  const links = toFoldedLinks(relation, lookup);
  const self = links.self.map((link) => link.link);
  const outgoing = group(links.outgoing, (a, b) => rank(relation, a.link.columns) - rank(relation, b.link.columns));
  const incoming = group(
    links.incoming,
    (a, b) => rank(relation, a.link.references) - rank(relation, b.link.references),
  );
  const shownOut = outgoing.slice(0, MOST_NEIGHBOURS);
  const shownIn = incoming.slice(0, MOST_NEIGHBOURS);
  const toSide = (all: FoldedLink[][], shown: FoldedLink[][], ends: "columns" | "references"): NeighbourSide => ({
    neighbours: shown.map((same) => toNeighbour(same, ends)),
    hidden: all.length - shown.length,
  });
  const keys = [
    ...primaryKeyOf(relation),
    ...self.flatMap((link) => [...link.columns, ...link.references]),
    ...shownOut.flat().flatMap(({ link }) => link.columns),
    ...shownIn.flat().flatMap(({ link }) => link.references),
  ];
  return {
    focus: toCard(relation, relation, keys, FOCUS_ROWS, [...self, ...links.outgoing.map(({ link }) => link)]),
    referencing: toSide(incoming, shownIn, "columns"),
    referenced: toSide(outgoing, shownOut, "references"),
    self,
  };
}

/** The position of the first of these columns in the relation. */
function rank(relation: Relation, columns: readonly string[]): number {
  const first = relation.columns.findIndex((column) => columns.includes(column.name));
  return first === -1 ? relation.columns.length : first;
}

/** Links by neighbour: in the order of the focus's columns, so that lines cross little; then by name. */
function group(links: FoldedLink[], compare: (a: FoldedLink, b: FoldedLink) => number): FoldedLink[][] {
  const sorted = [...links].sort(
    (a, b) =>
      compare(a, b) ||
      compareText(a.other.schema, b.other.schema) ||
      compareText(a.other.name, b.other.name) ||
      compareText(a.link.name, b.link.name),
  );
  const groups = new Map<string, FoldedLink[]>();
  for (const link of sorted) {
    const key = `${link.other.schema}\0${link.other.name}`;
    groups.set(key, [...(groups.get(key) ?? []), link]);
  }
  return [...groups.values()];
}

function toNeighbour(same: FoldedLink[], ends: "columns" | "references"): Neighbour {
  const { other, relation } = same[0] as FoldedLink;
  const links = same.map(({ link }) => link);
  const keys = [...(relation === null ? [] : primaryKeyOf(relation)), ...links.flatMap((link) => link[ends])];
  return { card: toCard(other, relation, keys, NEIGHBOUR_ROWS, ends === "columns" ? links : []), links };
}

/** Key columns first, then others up to the limit for the focus. */
function toCard(
  name: QualifiedName,
  relation: Relation | null,
  keys: readonly string[],
  most: number,
  own: readonly DiagramLink[],
): DiagramCard {
  const shown = [...new Set(keys)];
  const primary = new Set(relation === null ? [] : primaryKeyOf(relation));
  const foreign = new Set(own.flatMap((link) => link.columns));
  for (const key of relation?.constraints ?? []) {
    if (key.kind === "foreign key") for (const column of key.columns) if (column !== null) foreign.add(column);
  }
  for (const column of relation?.columns ?? []) {
    if (shown.length < most && !shown.includes(column.name)) shown.push(column.name);
  }
  return {
    schema: name.schema,
    name: name.name,
    kind: relation?.kind ?? null,
    rows: shown.map((column) => {
      const found = relation?.columns.find((candidate) => candidate.name === column);
      return {
        name: column,
        type: found === undefined ? null : toShortType(found.type),
        primary: primary.has(column),
        foreign: foreign.has(column),
      };
    }),
    more: Math.max(0, (relation?.columns.length ?? 0) - shown.length),
  };
}
