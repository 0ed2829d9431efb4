import type { Column } from "../../model/column.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { builtInType, ownColumns, sayType } from "./base-type.ts";
import { isCountedMoment, isWrittenMoment, judgeMomentStandIn } from "./moment-columns.ts";
import { buildTimestamptzRemedy } from "./timestamptz-remedy.ts";

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
  subjects: "columns of moments",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["squawk prefer-timestamptz", "schemalint prefer-timestamptz-to-timestamp", "pg-index-health 35"],
  exempt: [
    "Columns of type date, time and interval.",
    "Numbers that begin or end something, as in a recording: starts_at as an integer, or with a fraction.",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find(table) {
    const keys = new Set(foreignKeysOf(table).flatMap((key) => key.columns));
    const isMoment = (column: Column) => TYPES.has(builtInType(column) ?? "") || isWrittenMoment(column);
    return ownColumns(table).filter(
      (column) => isMoment(column) || (isCountedMoment(column) && !keys.has(column.name)),
    );
  },
  judge(column: Column, table, context) {
    const type = builtInType(column);
    if (type === "timestamptz") return pass;
    if (!TYPES.has(type ?? "")) return judgeMomentStandIn(column, context);
    const message = [...sayType(column, context.catalog), type === "timetz" ? TIMETZ : TIMESTAMP];
    const facts = [{ name: "type", value: column.type }];
    return fail(message, {
      facts,
      ...(type === "timestamp" ? buildTimestamptzRemedy(column, table, context) : { noRemedy: NO_DATE }),
    });
  },
});

const TYPES: ReadonlySet<string> = new Set(["timestamp", "timestamptz", "timetz"]);

const TIMESTAMP = ": without a time zone it names no moment.";
const NO_DATE = "a time of day becomes a moment only with its date, which another column has or none";
const TIMETZ = ": a time of day has no offset without its date.";
