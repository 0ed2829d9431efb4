/** Decisions that stand in the catalog's own comments. */
import type { Catalog } from "../model/catalog.ts";
import { type CommentTag, parseTags } from "../model/comment-tags.ts";
import type { Decision } from "../model/decision.ts";
import { quoteQualified, toObjectKey } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import type { EnumType } from "../model/types-and-sequences.ts";

export { type CommentTag, parseTags, stripTags } from "../model/comment-tags.ts";

/** A decision of a comment; on an enum type it covers the columns of that type, listed here by their keys. */
export interface CommentDecision extends Decision {
  columns: readonly string[] | null;
}

/**
 * The decisions in comments on relations, columns, constraints, indexes and enum types, in the catalog's order.
 * @param judged the tables that are judged: where an enum's columns are looked for
 * @param ignored relations whose comments are not ours to read: excluded ones and extension members
 */
export function buildCommentDecisions(
  catalog: Catalog,
  judged: readonly Relation[],
  ignored: (relation: Relation) => boolean,
): CommentDecision[] {
  const decisions: CommentDecision[] = [];
  const read = (comment: string | null, subject: string, columns: (() => string[]) | null): void => {
    if (comment === null || !comment.includes("@")) return;
    for (const tag of parseTags(comment)) decisions.push(buildDecision(tag, subject, columns?.() ?? null));
  };
  for (const relation of catalog.relations) {
    if (ignored(relation)) continue;
    const { schema, name, comment, columns, constraints, indexes } = relation;
    read(comment, toObjectKey(schema, name), null);
    for (const part of [...columns, ...constraints, ...indexes]) {
      read(part.comment, toObjectKey(schema, name, part), null);
    }
  }
  for (const type of catalog.types) {
    if (type.kind !== "enum" || type.extension !== null) continue;
    read(type.comment, quoteQualified(type.schema, type.name), () => columnsOf(type, judged));
  }
  return decisions;
}

function buildDecision(tag: CommentTag, subject: string, columns: readonly string[] | null): CommentDecision {
  return {
    carrier: "comment",
    place: subject,
    rule: tag.rule,
    subject,
    kind: tag.kind,
    reason: tag.reason,
    owner: null,
    reviewBy: tag.until,
    date: null,
    columns,
  };
}

/** Keys of the columns of an enum type, below domains and in arrays too. */
function columnsOf(type: EnumType, tables: readonly Relation[]): string[] {
  return tables.flatMap((table) =>
    table.columns
      .filter(({ typeParts: { base } }) => base.schema === type.schema && base.name === type.name)
      .map((column) => toObjectKey(table.schema, table.name, column)),
  );
}
