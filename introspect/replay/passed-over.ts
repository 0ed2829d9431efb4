/** What is said of files that stand among the steps and are not run, and of steps that fail because of them. */
import type { Omission } from "../../src/model/catalog.ts";
import { UserError } from "../../src/model/user-error.ts";
import { DatabaseError } from "../session.ts";
import type { History } from "./history.ts";
import { RUN_THE_TOOL } from "./layouts/unsupported.ts";
import { note } from "./limits/limit.ts";
import { ABSENT } from "./limits/losses.ts";

/** A step that is not run takes a part of the schema with it; a file that the tool passes over too does not. */
export function buildPassedOver({ passedOver = [] }: History): Omission[] {
  return passedOver.map(({ file, reason, stepsBefore }) =>
    stepsBefore === null
      ? note(`${file} is passed over`, reason)
      : { kind: "schema", what: `step ${file}`, reason, hint: null, place: null },
  );
}

/**
 * Runs a step. Where it misses something, the error names the steps before it that are not run, or says that nothing but
 * their names puts the files in order.
 */
export async function explainMissing(history: History, place: number, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const missing = error instanceof UserError && error.cause instanceof DatabaseError && ABSENT.has(error.cause.code);
    const hint = missing ? (formatSkippedHint(history, place) ?? formatOrderHint(history)) : null;
    if (!missing || hint === null) throw error;
    throw new UserError(error.message, { place: error.place, hint, cause: error.cause });
  }
}

function formatSkippedHint({ passedOver = [] }: History, place: number): string | null {
  const skipped = passedOver.filter(({ stepsBefore }) => stepsBefore !== null && stepsBefore <= place);
  if (skipped.length === 0) return null;
  const files = skipped.map(({ file }) => file).join(", ");
  const named = skipped.length === 1 ? `the step ${files}, which is` : `the steps ${files}, which are`;
  return `It may be made by ${named} not run: a replay runs SQL alone.\n${RUN_THE_TOOL}`;
}

/** `null` where versions put the files in order, or there is nothing to order. */
function formatOrderHint({ tool, files }: History): string | null {
  if (tool !== "sql" || files.length < 2 || isNumbered(files)) return null;
  return (
    "The files have no numbers in front, and run in the order of their names. Where that is not their order, write a " +
    "script that includes them in it, each by a line such as \\ir create_tables.sql, and give that."
  );
}

/** Whether most of the files have a version in front. */
export function isNumbered(files: readonly { file: string }[]): boolean {
  return files.filter(({ file }) => /^[a-z]?\d/i.test(file)).length * 2 > files.length;
}
