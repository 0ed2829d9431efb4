/** Names by the guide's patterns, and what is said of those that are others. */

import type { Remedy } from "../../model/remedy.ts";
import { fail, type Judgement, notApplicable } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { toWords } from "../types/column-words.ts";

/** The guide's form of a name: lower case, digits and single underscores between. */
export const SNAKE_CASE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/** What the guide asks indexes to be called. */
export const INDEX_PATTERN = "idx_{table}_{columns}";

/** A name in the guide's form, as far as its words go: without underscores at its ends, or two in a row. */
export function toSnakeCase(name: string): string {
  return SNAKE_CASE.test(name) ? name : toWords(name).join("_") || name;
}

/** `idx_orders_user_id` of its parts, uncut. */
export function joinName(...parts: readonly string[]): string {
  return parts.map(toSnakeCase).join("_");
}

/** The option of a rule on names: how they are put together. The guide's pattern is the default. */
export function patternOption<const P extends readonly string[]>(
  what: string,
  placeholders: P,
  ...patterns: readonly string[]
) {
  const list = placeholders.map((each) => `{${each}}`).join(", ");
  const description = `How ${what} called, of ${list}; the first of several is what they are asked to be. With a capital, {Table}, a name stays as it is written; {columns:_and_} says what stands between several; {hash} is what a tool makes up, {any} whatever there is.`;
  return { type: "patterns", default: patterns, placeholders, plain: false, description } as const;
}

/** The option of every rule on names that PostgreSQL makes up where a statement gives none. */
export const generatedNames = {
  type: "choice",
  choices: ["fail", "accept"],
  default: "fail",
  description: "What becomes of names that PostgreSQL made up: accept leaves them alone.",
} as const;

/** Why nothing is renamed. */
function reasonNot(expected: string): string {
  return /\{(?:hash|any)\}/.test(expected)
    ? "only the tool that the pattern is of can make such a name up"
    : "another object of the table has that name, or wants it too";
}

/** The judgement on a name that is not by the pattern. `what` is the kind of object with a capital. */
export function judgeName(misnamed: {
  what: string;
  name: string;
  expected: string;
  generated: boolean;
  option: string;
  remedy: Remedy | null;
}): Judgement {
  const { what, name, expected, generated, remedy } = misnamed;
  if (generated && misnamed.option === "accept") return notApplicable(["PostgreSQL made the name up"]);
  const message = generated
    ? say`${name} has the name that PostgreSQL made up, not ${expected}.`
    : say`${name} is not called ${expected}.`;
  return fail([`${what} `, ...message], {
    facts: [
      { name: "expected", value: expected },
      { name: "reason", value: generated ? "generated" : "pattern" },
    ],
    ...(remedy === null ? { noRemedy: reasonNot(expected) } : { remedy }),
  });
}
