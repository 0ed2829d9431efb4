/** Relations and their columns, as search finds them. */
import { toShortType } from "../../diagram/index.ts";
import type { Relation } from "../../model/relation.ts";
import { count } from "../numbers.ts";
import { firstSentence, withoutTags } from "../parts/comment.ts";
import type { Site } from "../site.ts";
import { plainText } from "../text.ts";
import { anchors, encodeName } from "../urls.ts";
import type { ColumnsPart, CommentsPart, FoundRelation, TablesPart } from "./parts.ts";
import { Positions } from "./positions.ts";

/** Characters of a comment that are looked through. */
const LONGEST = 400;

export function buildTablesPart(site: Site): TablesPart {
  const schemas = new Positions(site.schemaNames);
  const kinds = new Positions<string>();
  const relations = site.relations.map((relation): FoundRelation => {
    const { schema, name, kind } = relation;
    const stem = encodeName(name);
    return [
      schemas.of(schema),
      name,
      kinds.of(kind),
      site.scoreOf(relation)?.grade ?? "",
      describe(site, relation),
      ...(stem === name ? ([] as const) : ([stem] as const)),
    ];
  });
  return { schemas: schemas.list.map((name) => [name, encodeName(name)]), kinds: kinds.list, relations };
}

/** The first sentence of its comment; `54 columns, referenced by 17 tables` where there is none. */
function describe(site: Site, relation: Relation): string {
  const about = plainText(firstSentence(relation.comment));
  if (about !== "") return about;
  const referencing = new Set(site.lookup.referencedBy(relation).map(({ from }) => from)).size;
  const references = referencing === 0 ? "" : `, referenced by ${count(referencing, "table")}`;
  return `${count(relation.columns.length, "column")}${references}`;
}

/** Columns, and the words of comments, which refer to them. */
export function buildColumnsPart(site: Site): { columns: ColumnsPart; comments: CommentsPart } {
  const words = new Positions<string>();
  const types = new Positions<string>();
  const comments: CommentsPart = { relations: [], columns: [] };
  const relations = site.relations.map((relation, place) => {
    const text = shorten(relation.comment);
    if (text !== "" && text !== plainText(firstSentence(relation.comment))) comments.relations.push([place, text]);
    return relation.columns.flatMap(({ name, type, comment }) => {
      const word = words.of(name);
      const about = shorten(comment);
      if (about !== "") comments.columns.push([place, word, about]);
      return [word, types.of(toShortType(type))];
    });
  });
  const odd = words.list.flatMap((word, place): [number, string][] => {
    const anchor = anchors.column(word);
    return anchor === `column-${word}` ? [] : [[place, anchor]];
  });
  return { columns: { words: words.list, anchors: odd, types: types.list, relations }, comments };
}

function shorten(comment: string | null): string {
  return comment === null ? "" : withoutTags(comment).replace(/\s+/g, " ").slice(0, LONGEST);
}
