/** Names that ask a question of yes or no. */
import { toWords } from "./column-words.ts";

const QUESTION = /^(is|has|can|should|was|allow|enable)_|_(enabled|flag)$/;
const STATE = /^(active|enabled|disabled|deactivated|deleted|archived|verified|published|locked|visible|hidden)$/;
/** When, by whom, how many: an answer to another question (`has_seen_at`, `deleted_by`). */
const OTHER = /_(at|on|by|id|ids|count|until)$/;

/** `is_active`, `isActive`, `mail_enabled`, `deleted`; not `deleted_by`, `is_seen_at`. */
export function isBooleanName(name: string): boolean {
  const lower = toWords(name).join("_");
  return (QUESTION.test(lower) || STATE.test(lower)) && !OTHER.test(lower);
}

/** Of these, the ones that ask by a verb in front: `is_deleted`, not `deleted`. */
export function asksQuestion(name: string): boolean {
  return isBooleanName(name) && /^(is|has|can|should|was)_/.test(toWords(name).join("_"));
}
