/**
 * Tags in the last lines of a COMMENT ON text: decisions that travel with dumps and go through a migration.
 *
 *     @waive pk-uuid until 2026-06-30: legacy key shared with billing
 *     @justify type-jsonb-justified: provider payload, the schema is not ours
 *
 * and beside them `@owner data-platform`, `@see public.orders`, `@doc https://…`, and other tools' `@deprecated`.
 */

/** One decision as it is written; nothing is checked yet. */
export interface CommentTag {
  kind: "waived" | "justified";
  /** Empty where none is named. */
  rule: string;
  /** The text after `until`; `null` where there is none. */
  until: string | null;
  /** Empty where none is given. */
  reason: string;
}

const OURS = /^@(waive|justify|owner|see|doc)(?![\w-])\s*(.*)$/;
const ANY_TAG = /^@[A-Za-z]/;
const DECISION = /^(\S*?)(?:\s+until\s+([^\s:]+))?\s*(?::\s*(.*))?$/;

/** The decisions of a comment, in its order. Tags of other tools are passed over. */
export function parseTags(comment: string): CommentTag[] {
  return split(comment).tags.flatMap((line) => {
    const tag = OURS.exec(line.trim());
    if (tag?.[1] !== "waive" && tag?.[1] !== "justify") return [];
    const kind = tag[1] === "waive" ? "waived" : "justified";
    const rest = (tag[2] ?? "").trim();
    const decision = DECISION.exec(rest);
    if (decision === null) return [{ kind, rule: rest.split(/[\s:]/)[0] ?? "", until: null, reason: "" }];
    const [, rule = "", until = null, reason = ""] = decision;
    return [{ kind, rule, until, reason: reason.trim() }];
  });
}

/** What the tags of a comment say beside decisions. */
export interface CommentLabels {
  /** `@deprecated`, which other tools write too. */
  deprecated: boolean;
  /** Who keeps the object, by `@owner`; `null` where nobody is named. */
  owner: string | null;
  /** Where more is said, by `@see` and `@doc`, in their order: addresses, objects, design notes. */
  references: string[];
}

export function readLabels(comment: string): CommentLabels {
  const tags = split(comment).tags.map((line) => line.trim());
  const named = tags.flatMap((line) => {
    const [, name = "", text = ""] = OURS.exec(line) ?? [];
    return text.trim() === "" ? [] : [{ name, text: text.trim() }];
  });
  return {
    deprecated: tags.some((line) => /^@deprecated(?![\w-])/.test(line)),
    owner: named.find(({ name }) => name === "owner")?.text ?? null,
    references: named.filter(({ name }) => name === "see" || name === "doc").map(({ text }) => text),
  };
}

/** The comment for people: without our tags; those of other tools and `@deprecated` stay. May be empty. */
export function stripTags(comment: string): string {
  const { prose, tags } = split(comment);
  return [...prose, ...tags.filter((line) => !OURS.test(line.trim()))].join("\n").trimEnd();
}

/** The block of tags that ends a comment, ours and others', line by line: what a new text of the comment must keep. */
export function tagLinesOf(comment: string): string[] {
  return split(comment.trimEnd()).tags;
}

/** The lines before, and the lines of, the block of tags that ends a comment. */
function split(comment: string): { prose: string[]; tags: string[] } {
  const lines = comment.split(/\r\n|\r|\n/);
  let start = lines.length;
  while (start > 0 && /^(@[A-Za-z].*)?$/.test((lines[start - 1] as string).trim())) start -= 1;
  const first = lines.findIndex((line, index) => index >= start && ANY_TAG.test(line.trim()));
  if (first === -1) return { prose: lines, tags: [] };
  return { prose: lines.slice(0, first), tags: lines.slice(first) };
}
