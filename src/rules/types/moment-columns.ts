/** Columns that hold a moment by their name, in a type that does not say so. */
import type { Column } from "../../model/column.ts";
import { fail, type Judgement, type RuleContext } from "../../model/rule.ts";
import { builtInType, sayType } from "./base-type.ts";
import { toWords } from "./column-words.ts";
import { promiseOf } from "./text-names.ts";

const MOMENT = /._at$|(^|_)(datetime|timestamp|timestamptz)$|^(create|update|delete|expire|modif)\w*_time$/;
/** Without a blank between the words: `createat`. */
const JOINED = /^(create|update|delete|edit|expire)s?at$/;
/** When a row came, changed and went: of these a number with a fraction is a moment too, not a place in a recording. */
const OF_ROW = /^(create|update|delete|expire|modif)/;
/** Where something begins and ends: in a recording, a text or a day, as likely as in time. */
const BOUND = /^(start|begin|end|stop)\w*_at$/;

/** Whether a number counts the seconds, or parts of them, from a day on: `created_at bigint`. */
export function isCountedMoment(column: Column): boolean {
  const type = builtInType(column) ?? "";
  const name = toWords(column.name).join("_");
  const named = MOMENT.test(name) || JOINED.test(name);
  if (!named || column.typeParts.base.array || column.generated !== null) return false;
  if (type === "int8") return true;
  return /^(int4|numeric|float8)$/.test(type) && (type === "int4" ? !BOUND.test(name) : OF_ROW.test(name));
}

/** Whether a text is a moment written out: `sent_at text`. */
export function isWrittenMoment(column: Column): boolean {
  return promiseOf(column)?.what === "a moment";
}

/** The failure of a number or a text that is called like a moment. */
export function judgeMomentStandIn(column: Column, { catalog }: RuleContext): Judgement {
  const written = isWrittenMoment(column);
  const fault = written
    ? ", which any spelling of a date fits into."
    : ": what it counts, and from when, it does not say.";
  const noRemedy = written
    ? "a conversion stops at the first value that is written otherwise: look at the values first"
    : "what it counts is yours to say: to_timestamp() makes a moment of seconds";
  return fail([...sayType(column, catalog), ", but looks like a moment", fault], {
    facts: [{ name: "type", value: column.type }],
    noRemedy,
  });
}
