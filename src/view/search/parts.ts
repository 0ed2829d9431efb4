/**
 * What search loads, in parts and in this order, each a script, since pages opened from a disk may load nothing else.
 * Numbers in a later part are positions in the lists of an earlier one; a name stands in one place only.
 */
import type { Grade } from "../../model/scorecard.ts";

/** What is found beside relations and columns, in the order in which it is listed. */
export const FOUND_GROUPS = [
  "Schemas",
  "Enum labels",
  "Types and sequences",
  "Routines",
  "Constraints",
  "Indexes",
  "Partitions",
  "Triggers and policies",
  "Roles and other objects",
  "Design notes",
  "Migrations",
  "Rules and the guide",
] as const;
export type FoundGroup = (typeof FOUND_GROUPS)[number];

/** A relation that has a page; its file's name without ending is given where it is not the relation's name. */
export type FoundRelation = [
  schema: number,
  name: string,
  kind: number,
  grade: Grade | "",
  about: string,
  stem?: string,
];

export interface TablesPart {
  schemas: [name: string, folder: string][];
  kinds: string[];
  relations: FoundRelation[];
}

export interface ColumnsPart {
  /** Names of columns, each once. */
  words: string[];
  /** Of names that their anchors do not simply repeat: the position of the name, and the anchor. */
  anchors: [word: number, anchor: string][];
  types: string[];
  /** By relation, for each of its columns its name and its type in turn. */
  relations: number[][];
}

/**
 * Anything else that has a name. `place` is a relation, or says in words where it is. `address` is its anchor on the
 * relation's page, or leads from the root; 0 is the kind's own anchor of that name.
 */
export type FoundObject = [
  group: number,
  kind: number,
  name: string,
  place: number | string,
  address: string | 0,
  about?: string,
  /** Where the place is no relation: a schema's position, or -1 for none. */
  schema?: number,
  /** Of a rule: relations that break it. */
  broken?: number[],
];

export interface ObjectsPart {
  /** Titles of groups, in the order in which they are listed. */
  groups: string[];
  /** What objects are, and how the anchors of those on relations' pages begin. */
  kinds: [word: string, anchor: string][];
  objects: FoundObject[];
}

export interface CommentsPart {
  /** Whole comments where search has only their first sentence. */
  relations: [relation: number, text: string][];
  columns: [relation: number, word: number, text: string][];
}
