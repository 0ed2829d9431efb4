/** Names of columns that hold one of a few codes. */
import type { Column } from "../../model/column.ts";
import { builtInType } from "./base-type.ts";
import { toWords } from "./column-words.ts";

const CODED = /(^|_)(status|state|kind|role|level|mode|phase|stage|priority|visibility|severity|gender)$/;
/** Names of free text, of somebody else's vocabulary or of a measure, whatever the last word; also behind a role. */
export const NOT_CODED: readonly string[] = (
  "us_state session_state oauth_state member_role organizational_role job_role mergeable_state http_status response_status exit_status battery_level sea_level " +
  "water_level zoom_level"
).split(" ");
const OTHER = new RegExp(`(^|_)(${NOT_CODED.join("|")})$`);

/** Codes that say what a row is, not how far it has come. */
const NATURE = /(^|_)(kind|role|gender|severity|level)$/;

/** Of coded names, those of a state that a row begins in: `status`, `phase`; not `kind` or `role`, which have no first value. */
export function isStateName(name: string): boolean {
  return isCodedName(name) && !NATURE.test(toWords(name).join("_"));
}

/** `status`, `order_state`, `orderState`, `priority`; not `us_state` (a place) or `session_state` (OAuth's). */
export function isCodedName(name: string): boolean {
  const words = toWords(name).join("_");
  return CODED.test(words) && !OTHER.test(words);
}

const TYPES: ReadonlySet<string> = new Set(["text", "varchar", "bpchar", "int2"]);
/** Of numbers of four bytes, those that are codes and rank nothing: a level, a stage or a priority may be any number. */
const NUMBERED = /(^|_)(status|state|kind|role|visibility|gender)$/;

/** Whether the column's type is one that codes are kept in. */
export function isCodeType(column: Column): boolean {
  const type = builtInType(column) ?? "";
  return TYPES.has(type) || (type === "int4" && NUMBERED.test(toWords(column.name).join("_")));
}
