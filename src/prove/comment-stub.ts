/** COMMENT ON statements that only a person can fill. */
import { tagLinesOf } from "../model/comment-tags.ts";
import type { CatalogLookup } from "../model/lookup.ts";
import { quoteIdentifier, quoteLiteral, quoteQualified } from "../model/names.ts";
import type { Finding } from "../model/scorecard.ts";

const RULES: ReadonlySet<string> = new Set(["doc-table-comment", "doc-column-comment"]);

export interface CommentStub {
  /** The statement with an empty text, before which there is room for a person's words. */
  fill: string;
  /** The statement that brings the comment back as it was. */
  takeBack: string;
}

/**
 * The statements for a finding about a comment; `null` for other findings. Tags of the old comment stay: an exception
 * stands in them, or what another tool reads.
 */
export function buildCommentStub({ rule, subject }: Finding, lookup: CatalogLookup): CommentStub | null {
  if (!RULES.has(rule) || subject.schema === null || subject.relation === null) return null;
  const relation = lookup.relation(subject.schema, subject.relation);
  const ofColumn = subject.kind === "column";
  const commented = ofColumn ? relation?.columns.find(({ name }) => name === subject.name) : relation;
  const comment = commented?.comment ?? null;
  const table = quoteQualified(subject.schema, subject.relation);
  const object = ofColumn ? `COLUMN ${table}.${quoteIdentifier(subject.name)}` : `TABLE ${table}`;
  const tags = comment === null ? [] : tagLinesOf(comment);
  return {
    fill: `COMMENT ON ${object} IS ${quoteLiteral(tags.length === 0 ? "" : ["", ...tags].join("\n"))}`,
    takeBack: `COMMENT ON ${object} IS ${comment === null ? "NULL" : quoteLiteral(comment)}`,
  };
}
