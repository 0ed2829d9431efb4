/** Work of ours amid a script that may have taken another role. */
import { quoteIdentifier } from "../../src/model/names.ts";
import type { Engine } from "./engine.ts";

type RoleRow = { session: string; role: string; superuser: string };

/** Runs the work as the embedded engine's superuser and gives the script's role back. Throws what the work throws. */
export async function asSuperuser(engine: Engine, work: () => Promise<void>): Promise<void> {
  const [before] = await engine.query<RoleRow>(
    `SELECT session_user AS session, pg_catalog.current_setting('role') AS role,
      pg_catalog.current_setting('is_superuser') AS superuser`,
  );
  if (before === undefined || before.superuser === "on") return work();
  await engine.execute("SET SESSION AUTHORIZATION postgres");
  await work();
  const role = before.role === "none" ? "" : `; SET ROLE ${quoteIdentifier(before.role)}`;
  await engine.execute(`SET SESSION AUTHORIZATION ${quoteIdentifier(before.session)}${role}`);
}
