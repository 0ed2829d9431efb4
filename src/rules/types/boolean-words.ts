/** Names that ask a question of yes or no. */

const QUESTION = /^(is|has|can|should|was|allow|enable)_|_(enabled|flag)$/;
const STATE = /^(active|enabled|deleted|archived|verified|published|locked|visible|hidden)$/;
/** When, by whom, how many: an answer to another question (`has_seen_at`, `deleted_by`). */
const OTHER = /_(at|on|by|id|ids|count|until)$/;

/** `is_active`, `mail_enabled`, `deleted`; not `deleted_by`, `is_seen_at`. */
export function isBooleanName(name: string): boolean {
  const lower = name.toLowerCase();
  return (QUESTION.test(lower) || STATE.test(lower)) && !OTHER.test(lower);
}
