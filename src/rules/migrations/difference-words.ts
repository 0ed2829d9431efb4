/** Says where a schema is not what it was before a migration was taken back. */

import { fieldWords } from "../../diff/field-words.ts";
import { type Change, formatObjectName } from "../../model/change.ts";
import type { Roundtrip } from "../../model/migration-facts.ts";
import type { Sentence } from "../../model/sentence.ts";
import type { Fact } from "../../model/verdict.ts";
import { andMore } from "./steps.ts";

/** To follow "Migration 0007". */
export function sayMessage({ part, differences }: Extract<Roundtrip, { outcome: "differs" }>): Sentence {
  const [first, ...others] = differences;
  const what = part === "down" ? " is not undone by its way back: " : " makes another schema when it runs again: ";
  const said: Sentence =
    first === undefined
      ? []
      : [`${first.object.kind} `, { code: formatObjectName(first.object) }, ` ${describeDifference(first)}`];
  return [what, ...said, `${andMore(others.length)}.`];
}

/** To follow the object's name. */
function describeDifference(change: Change): string {
  if (change.action === "added") return "is left over";
  if (change.action === "removed") return "is missing";
  const { label, before, after } = fieldWords(change);
  if (label === null) return `is ${after} instead of ${before}`;
  return `has ${label.endsWith("s") ? "other" : "another"} ${label}`;
}

/** The difference as a fact: the object, and what became of it. */
export function toFact(change: Change): Fact {
  return { name: `${change.object.kind} ${formatObjectName(change.object)}`, value: describeDifference(change) };
}
