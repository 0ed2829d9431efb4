/** What can be done about a statement that fails for want of something that the embedded engine lacks. */
import { asOurselves } from "../engine/as-ourselves.ts";
import type { ReplayState } from "../replay-state.ts";
import { makeExtension, makeSchema } from "../stand-ins/extension.ts";
import { withoutPart } from "../stand-ins/reduced-table.ts";
import { makeType, makeWrapper } from "../stand-ins/type.ts";
import { withoutBodyCheck } from "../stand-ins/unchecked-body.ts";
import { withoutData } from "../stand-ins/without-data.ts";
import type { FailedStatement } from "./failed-statement.ts";
import { inventRoles } from "./invented-roles.ts";

/** Makes what is missing, so that the statement can be run again. False where it is something else that is missing. */
type Maker = (failed: FailedStatement, state: ReplayState) => Promise<boolean>;

const MAKERS: readonly Maker[] = [inventRole, makeExtension, makeSchema, makeType, makeWrapper];

/**
 * The text to run now, which may be the same; `null` where the failure is the script's own. Runs within a transaction,
 * which is to be rolled back where it throws `DatabaseError`.
 */
export async function mend(failed: FailedStatement, state: ReplayState): Promise<string | null> {
  if (state.engine.kind !== "pglite") return null;
  for (const make of MAKERS) if (await make(failed, state)) return failed.statement.text;
  return withoutBodyCheck(failed, state) ?? withoutData(failed) ?? (await withoutPart(failed, state));
}

async function inventRole({ error }: FailedStatement, state: ReplayState): Promise<boolean> {
  const role = /^role "(.+)" does not exist$/.exec(error.message)?.[1];
  if (role === undefined) return false;
  await asOurselves(state.engine, () => inventRoles([role], state));
  return true;
}
