/** What mending a rule is, in the words of whoever plans it. */
import type { AppliedRule } from "../../model/scorecard.ts";
import { count } from "../../model/sentence.ts";

/**
 * By rule: what is done, in braces the singular of what is counted. A rule without words here, as a team's own
 * are, is told by its findings.
 */
const WORK: Readonly<Record<string, string>> = {
  "doc-table-comment": "comment {table}",
  "doc-column-comment": "comment {column}",
  "table-narrow": "split {wide table}",
  "no-repeating-groups": "turn {row} of numbered columns into tables",
  "pk-required": "give {table} a primary key",
  "pk-uuid": "turn {primary key} into uuid",
  "pk-uuid-default": "give {uuid key} a default",
  "pk-surrogate": "give {table} a surrogate key, or justify the natural one",
  "fk-declared": "declare {foreign key}",
  "fk-validated": "validate {foreign key}",
  "not-null": "make {column} NOT NULL",
  "not-null-some": "say what {table} cannot be without",
  "no-redundant-data": "drop or justify {copied column}",
  "check-enum-like": "list the codes of {column} in a CHECK",
  "name-snake-case": "rename {object} to lower case words",
  "name-table-plural": "rename {table} to the plural",
  "name-column-singular": "rename {column}",
  "name-pk-column": "rename {key column}",
  "name-fk-column": "rename {referencing column}",
  "name-index": "rename {index}",
  "name-unique": "rename {unique constraint}",
  "name-check": "rename {check}",
  "name-fk-constraint": "rename {foreign key}",
  "name-sequence": "rename {sequence}",
  "type-specific": "give {text column} a fitting type",
  "type-timestamptz": "turn {column} into timestamptz",
  "type-count-integer": "turn {count} into an integer",
  "type-uuid-public-id": "turn {public identifier} into uuid",
  "type-text": "turn {column} into text",
  "type-money-numeric": "turn {amount} of money into numeric",
  "type-boolean": "turn {column} into boolean",
  "type-array-justified": "justify or replace {array column}",
  "type-jsonb-justified": "justify or replace {JSON column}",
  "type-enum-justified": "justify or replace {enum column}",
  "type-json": "turn {column} into jsonb",
  "default-present": "give {column} a default",
  "index-fk": "index {foreign key}",
  "index-hot-columns": "index {searched column}",
  "index-redundant": "drop {redundant index}",
  "index-unused": "drop {unused index}",
  "index-count": "thin out the indexes of {table}",
  "unique-business-key": "make the business key of {table} unique",
  "unique-join-pair": "make the pairs of {join table} unique",
  "sec-rls": "turn on row level security for {table}",
};

/** The rules that have words of their own. */
export const RULES_WITH_WORDS: readonly string[] = Object.keys(WORK);

/** `turn 394 columns into timestamptz in 135 tables`; of a rule about the project, what holds once it is met. */
export function describeWork(
  { id, scope, title }: Pick<AppliedRule, "id" | "scope" | "title">,
  findings: number,
  tables: number,
): string {
  if (scope === "project") return title.replace(/\.$/, "");
  const words = WORK[id] ?? "mend {finding}";
  const [, noun = ""] = /\{(.+?)\}/.exec(words) ?? [];
  const counted = words.replace(`{${noun}}`, count(findings, noun, noun.endsWith("index") ? `${noun}es` : `${noun}s`));
  return tables === 0 || noun.endsWith("table") ? counted : `${counted} in ${count(tables, "table")}`;
}
