/** Work of ours amid a script that may have taken another role, or watches what is made. */
import { quoteIdentifier } from "../../../src/model/names.ts";
import type { Engine } from "./engine.ts";

type SessionRow = { session: string; role: string; superuser: string; triggers: string; bodies: string };

const SETTING = (name: string) => `pg_catalog.current_setting('${name}')`;

/**
 * Runs the work as the embedded engine's superuser, without event triggers and checks of function bodies, and gives
 * the script its session back. It stands in a transaction: what is set here holds until that ends, beneath it what the
 * script has set.
 */
export async function asOurselves(engine: Engine, work: () => Promise<void>): Promise<void> {
  const [before] = await engine.query<SessionRow>(
    `SELECT session_user AS session, ${SETTING("role")} AS role, ${SETTING("is_superuser")} AS superuser,
      ${SETTING("event_triggers")} AS triggers, ${SETTING("check_function_bodies")} AS bodies`,
  );
  if (before === undefined) throw new Error("The engine did not tell its session.");
  const { session, role, superuser, triggers, bodies } = before;
  const other = superuser !== "on";
  if (other) await engine.execute("SET LOCAL SESSION AUTHORIZATION postgres");
  await engine.execute("SET LOCAL event_triggers = off; SET LOCAL check_function_bodies = off");
  await work();
  await engine.execute(`SET LOCAL event_triggers = ${triggers}; SET LOCAL check_function_bodies = ${bodies}`);
  if (other) await engine.execute(`SET LOCAL SESSION AUTHORIZATION ${quoteIdentifier(session)}`);
  if (other && role !== "none") await engine.execute(`SET LOCAL ROLE ${quoteIdentifier(role)}`);
}
