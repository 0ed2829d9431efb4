/**
 * Remedies as data: what is done to which object. The SQL (`remedy-sql.ts`), the lock in words (`remedy-lock.ts`) and
 * what takes it back (`src/prove/inverse.ts`) are made from it.
 */
import { z } from "zod";
import { type RemedyAction, remedyActionSchema } from "./remedy-action.ts";
import { describeLocks } from "./remedy-lock.ts";
import { formatActions } from "./remedy-sql.ts";

/** What mends a finding. Advice; never executed on the user's database. */
export const remedySchema = z.strictObject({
  /** What is done, in order. */
  actions: z.array(remedyActionSchema).min(1),
  /**
   * One statement an action, without a trailing semicolon; between BEGIN and COMMIT where an action sets something for
   * those after it.
   */
  sql: z.array(z.string()).min(1),
  /** What it locks, whether it rewrites or scans the table, and what else to know before it is run, in words. */
  lock: z.string(),
  /** `null` until `fix` has run it on a scratch engine. */
  proven: z.boolean().nullable(),
});
export type Remedy = z.infer<typeof remedySchema>;

/** What a team's own rule says of a remedy: statements, and its own words on what they lock. */
export const writtenRemedySchema = remedySchema.omit({ actions: true });
export type WrittenRemedy = z.infer<typeof writtenRemedySchema>;

/**
 * A remedy of actions that are run in their order.
 * @param caution what else to know before it is run, in whole sentences; left out, nothing
 */
export function buildRemedy(actions: readonly RemedyAction[], caution?: string): Remedy {
  return {
    actions: [...actions],
    sql: formatActions(actions),
    lock: [...describeLocks(actions), ...(caution === undefined ? [] : [caution])].join(" "),
    proven: null,
  };
}

/** A remedy of statements that a team's own rule has written. */
export function toRemedy(written: WrittenRemedy): Remedy {
  return { ...written, actions: written.sql.map((sql) => ({ kind: "statement", sql })) };
}
