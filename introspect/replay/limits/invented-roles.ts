/** Roles that scripts name and do not make. */
import { quoteIdentifier } from "../../../src/model/names.ts";
import type { ReplayState } from "../replay-state.ts";
import { note } from "./limit.ts";

/** Makes roles without login, so that grants and owners can name them. */
export async function inventRoles(roles: readonly string[], state: ReplayState): Promise<void> {
  if (roles.length === 0) return;
  await state.engine.execute(roles.map((role) => `CREATE ROLE ${quoteIdentifier(role)} NOLOGIN`).join(";"));
  for (const role of roles) {
    // One that the script rolled back has been told of.
    if (state.inventedRoles.has(role)) continue;
    state.inventedRoles.add(role);
    state.omissions.push(note(`role ${role} was made up`, "The scripts name it and none of them creates it."));
  }
}
