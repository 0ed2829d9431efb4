import type { Column } from "../../model/column.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, fail, type Mending, pass, type RuleContext } from "../../model/rule.ts";
import { builtInType, ownColumns, sayType } from "./base-type.ts";
import { buildRetypeRemedy } from "./retype.ts";

export const typeTimestamptz = defineTableRule({
  id: "type-timestamptz",
  statement: "4.1",
  title: "Every point in time is a timestamp with time zone.",
  why: "A timestamp without time zone is a reading of a clock on a wall: which moment it was depends on who asks.",
  severity: "high",
  score: "tables",
  group: "Types",
  profile: "guide",
  evidence: "catalog",
  subjects: "timestamp columns",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["squawk prefer-timestamptz", "schemalint prefer-timestamptz-to-timestamp", "pg-index-health 35"],
  exempt: ["Columns of type date, time and interval.", "Columns that are inherited: they are judged on the parent."],
  find: (table) => ownColumns(table).filter((column) => TYPES.has(builtInType(column) ?? "")),
  judge(column: Column, table, context) {
    const type = builtInType(column);
    if (type === "timestamptz") return pass;
    const message = [...sayType(column, context.catalog), type === "timetz" ? TIMETZ : TIMESTAMP];
    const facts = [{ name: "type", value: column.type }];
    return fail(message, {
      facts,
      ...(type === "timestamp" ? toRemedy(column, table, context) : { noRemedy: NO_DATE }),
    });
  },
});

const TYPES: ReadonlySet<string> = new Set(["timestamp", "timestamptz", "timetz"]);

const TIMESTAMP = ": without a time zone it names no moment.";
const NO_DATE = "a time of day becomes a moment only with its date, which another column has or none";
const TIMETZ = ": a time of day has no offset without its date.";

/** The wall clock of UTC, as PostgreSQL prints the two ways to ask for it. */
const UTC_NOW =
  /^\(?(timezone\('utc'::text, (now\(\)|CURRENT_TIMESTAMP)\)|(now\(\)|CURRENT_TIMESTAMP) AT TIME ZONE 'utc'::text)\)?$/i;

/** Digits behind the second that a timestamp has room for. */
const MOST_DIGITS = 6;

function toRemedy(column: Column, table: Relation, context: RuleContext): Mending {
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
