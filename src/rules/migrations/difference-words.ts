/** Says where a schema is not what it was before a migration was taken back. */
import type { Roundtrip, SchemaDifference } from "../../model/migration-facts.ts";
import type { Sentence } from "../../model/sentence.ts";
import { andMore } from "./steps.ts";

/** To follow "Migration 0007". */
export function toMessage({ part, differences }: Extract<Roundtrip, { outcome: "differs" }>): Sentence {
  const [first, ...others] = differences;
  const what = part === "down" ? " is not undone by its way back: " : " makes another schema when it runs again: ";
  const said = first === undefined ? [] : [`${first.kind} `, { code: first.name }, ` ${toStanding(first)}`];
  return [what, ...said, `${andMore(others.length)}.`];
}

/** To follow the object's name. */
export function toStanding({ what, of }: SchemaDifference): string {
  if (what !== "changed") return `is ${what}`;
  return of === "access" ? "has another owner or other privileges" : `has another ${of}`;
}
