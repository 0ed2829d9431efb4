/** The remedy that makes a timestamp one with a time zone. */
import type { Column } from "../../model/column.ts";
import type { Relation } from "../../model/relation.ts";
import type { Mending, RuleContext } from "../../model/rule.ts";
import { buildRetypeRemedy } from "./retype.ts";

/** The wall clock of UTC, as PostgreSQL prints the two ways to ask for it. */
const UTC_NOW =
  /^\(?(timezone\('utc'::text, (now\(\)|CURRENT_TIMESTAMP)\)|(now\(\)|CURRENT_TIMESTAMP) AT TIME ZONE 'utc'::text)\)?$/i;

/** Digits behind the second that a timestamp has room for. */
const MOST_DIGITS = 6;

/** The stored values are read as UTC. */
export function buildTimestamptzRemedy(column: Column, table: Relation, context: RuleContext): Mending {
  const inUtc = UTC_NOW.test(column.default ?? "");
  // A default that turns now() into some other zone's wall clock would be read as another moment on the new type.
  if (!inUtc && /time ?zone/i.test(column.default ?? ""))
    return {
      noRemedy: "its default is the wall clock of a zone other than UTC, and means another moment on the new type",
    };
  const { modifier, array } = column.typeParts;
  // In UTC both types store the same number, and PostgreSQL (12 and later) knows it; elements and fractions it converts.
  const alike = !array && (modifier === null || modifier === MOST_DIGITS);
  return buildRetypeRemedy(column, table, context, {
    type: `timestamp${modifier === null ? "" : `(${modifier})`} with time zone`,
    timeZone: "UTC",
    ...(inUtc ? { default: "now()" } : {}),
    keeps: "checks",
    ...(alike ? { rewrites: "indexes" } : {}),
    caution: `Stored values are read as UTC: name another zone if the application wrote another${alike ? ", and the table is rewritten" : ""}.`,
  });
}
