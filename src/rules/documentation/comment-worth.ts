/** Whether a COMMENT ON text says anything. */
import { stripTags } from "../../model/comment-tags.ts";
import type { Relation } from "../../model/relation.ts";

const PLACEHOLDERS: ReadonlySet<string> = new Set([
  "",
  "todo",
  "tbd",
  "fixme",
  "xxx",
  "-",
  "--",
  "n/a",
  "na",
  "none",
  "...",
  "?",
  "description",
  "comment",
  ".",
]);
/** Words that add nothing to a name: "the table of users". */
const FILLERS: ReadonlySet<string> = new Set([
  "the",
  "a",
  "an",
  "of",
  "for",
  "this",
  "table",
  "column",
  "contains",
  "stores",
]);
/** Shorter than this is no description of a table. */
const LEAST = 12;

/** Why a comment does not count, as the end of "the comment …"; `null` where it does. Tags are no text. */
export function commentFault(
  comment: string | null,
  name: string,
): "is missing" | "is a placeholder" | "only repeats the name" | null {
  const prose = proseOf(comment);
  if (prose === "") return "is missing";
  if (PLACEHOLDERS.has(prose.toLowerCase()) || /^(todo|tbd|fixme|lorem ipsum)\b/i.test(prose))
    return "is a placeholder";
  return wordsOf(prose) === wordsOf(name) ? "only repeats the name" : null;
}

/** The same for a table, whose comment has to say at least a dozen characters. */
export function tableCommentFault(table: Relation): ReturnType<typeof commentFault> | "is too short to say anything" {
  const fault = commentFault(table.comment, table.name);
  if (fault !== null) return fault;
  // A sign of these scripts is a word or a syllable.
  const length = proseOf(table.comment).replace(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu,
    "xxx",
  ).length;
  return length < LEAST ? "is too short to say anything" : null;
}

/** What is for people: tags of other tools, such as `@omit`, are not, but for `@deprecated`. */
function proseOf(comment: string | null): string {
  const lines = stripTags(comment ?? "").split("\n");
  return lines
    .filter((line) => !/^@(?!deprecated\b)[A-Za-z]/.test(line.trim()))
    .join("\n")
    .trim();
}

/** The words that carry meaning, singular and plural alike, joined. */
function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== "" && !FILLERS.has(word))
    .map((word) => word.replace(/s$/, ""))
    .join(" ");
}
