/** Names of columns that hold one of a few codes. */
import { toWords } from "./column-words.ts";

const CODED = /(^|_)(status|state|kind|role|level|mode|phase|stage|priority|visibility|severity|gender)$/;
/** Names of free text, of somebody else's vocabulary or of a measure, whatever the last word; also behind a role. */
export const NOT_CODED: readonly string[] = (
  "us_state session_state oauth_state member_role http_status response_status exit_status battery_level sea_level " +
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
