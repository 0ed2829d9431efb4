/** What makes `score` exit with 1. */

/** `new` is any new finding, `new-error` and `new-warning` a new one of that level or above. */
export const FAIL_ON = ["error", "warning", "new", "new-error", "new-warning", "none"] as const;
export type FailOn = (typeof FAIL_ON)[number];
