/** COMMENT ON statements that only a person can fill. */
import { quoteIdentifier, quoteQualified } from "../model/names.ts";
import type { Finding } from "../model/scorecard.ts";

const RULES: ReadonlySet<string> = new Set(["doc-table-comment", "doc-column-comment"]);

/** The statement with an empty comment for a finding about one; `null` for other findings. */
export function toCommentStub({ rule, subject }: Finding): string | null {
  if (!RULES.has(rule) || subject.schema === null || subject.relation === null) return null;
  const relation = quoteQualified(subject.schema, subject.relation);
  if (subject.kind !== "column") return `COMMENT ON TABLE ${relation} IS ''`;
  return `COMMENT ON COLUMN ${relation}.${quoteIdentifier(subject.name)} IS ''`;
}
