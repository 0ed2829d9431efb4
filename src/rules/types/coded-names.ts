/** Names of columns that hold one of a few codes. */

const CODED = /(^|_)(status|state|kind|role|level|mode|phase|stage|priority|visibility|severity|gender)$/;
/** Free text or somebody else's vocabulary, whatever the last word. */
const OTHER = /(^|_)(us_state|session_state|member_role)$/;

/** Codes that say what a row is, not how far it has come. */
const NATURE = /(^|_)(kind|role|gender|severity|level)$/;

/** Of coded names, those of a state that a row begins in: `status`, `phase`; not `kind` or `role`, which have no first value. */
export function isStateName(name: string): boolean {
  return isCodedName(name) && !NATURE.test(name);
}

/** `status`, `order_state`, `priority`; not `us_state` (a place) or `session_state` (OAuth's). */
export function isCodedName(name: string): boolean {
  return CODED.test(name) && !OTHER.test(name);
}
