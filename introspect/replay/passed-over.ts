/** What is said of files that stand among the steps and are not run, and of steps that fail because of them. */
import type { Omission } from "../../src/model/catalog.ts";
import { UserError } from "../../src/model/user-error.ts";
import { DatabaseError } from "../session.ts";
import type { History } from "./history.ts";
import { RUN_THE_TOOL } from "./layouts/unsupported.ts";
import { note } from "./limits/limit.ts";
import { ABSENT } from "./losses.ts";

/** A step that is not run takes a part of the schema with it; a file that the tool passes over too does not. */
export function toPassedOver({ passedOver = [] }: History): Omission[] {
  return passedOver.map(({ file, reason, stepsBefore }) =>
    stepsBefore === null
      ? note(`${file} is passed over`, reason)
      : { kind: "schema", what: `step ${file}`, reason, hint: null, place: null },
  );
}

/** Runs a step. Where it misses something that a step before it may make that is not run, the error names that one. */
export async function blameSkipped(
  { passedOver = [] }: History,
  place: number,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    const skipped = passedOver.filter(({ stepsBefore }) => stepsBefore !== null && stepsBefore <= place);
    const missing = error instanceof UserError && error.cause instanceof DatabaseError && ABSENT.has(error.cause.code);
    if (!missing || skipped.length === 0) throw error;
    const files = skipped.map(({ file }) => file);
    const named = files.length === 1 ? `the step ${files[0]}, which is` : `the steps ${files.join(", ")}, which are`;
    throw new UserError(error.message, {
      place: error.place,
      hint: `It may be made by ${named} not run: a replay runs SQL alone.\n${RUN_THE_TOOL}`,
      cause: error.cause,
    });
  }
}
