/** What a client has set in the one session: taken down when another's turn comes, and made again at its next one. */
import { quoteIdentifier, quoteLiteral } from "../../../src/model/names.ts";
import { DatabaseError } from "../../session.ts";
import type { Engine } from "../engine/engine.ts";
import { backToOurselves } from "../engine/fresh-session.ts";
import type { Client } from "./client.ts";

/** Makes the session as it was before anybody used it. */
function formatFresh(engine: Engine): string {
  return `${backToOurselves(engine)}; RESET ALL; SET search_path = "$user", public`;
}

/** What goes away with the last client. */
const LEFT_OVER = ["CLOSE ALL", "UNLISTEN *", "SELECT pg_advisory_unlock_all()", "DISCARD TEMP", "DISCARD SEQUENCES"];

/** Takes down what the client has set. Throws `EngineLostError`, as all here. */
export async function saveState(engine: Engine, client: Client): Promise<void> {
  const settings = await engine.query<{ name: string; value: string }>(
    "SELECT name, current_setting(name) AS value FROM pg_catalog.pg_settings WHERE source = 'session'",
  );
  client.settings = new Map(settings.map(({ name, value }) => [name, value]));
  const [row] = await engine.query("SELECT current_setting('role') AS role, session_user AS user");
  client.role = row?.role ?? "none";
  client.user = row?.user ?? null;
}

/** Makes what the client has set; without a client, the session as it began. */
export async function restoreState(engine: Engine, client: Client | null): Promise<void> {
  await engine.execute(formatFresh(engine));
  if (client === null) return;
  for (const [name, value] of client.settings) {
    try {
      await engine.execute(`SELECT pg_catalog.set_config(${quoteLiteral(name)}, ${quoteLiteral(value)}, false)`);
    } catch (error) {
      // A setting that this server does not know or let be set is the client's loss alone.
      if (!(error instanceof DatabaseError)) throw error;
    }
  }
  if (client.user !== null) await engine.execute(`SET SESSION AUTHORIZATION ${quoteIdentifier(client.user)}`);
  if (client.role !== "none") await engine.execute(`SET ROLE ${quoteIdentifier(client.role)}`);
}

/** Nobody uses the session any more. */
export async function emptySession(engine: Engine): Promise<void> {
  await restoreState(engine, null);
  for (const sql of LEFT_OVER) await engine.execute(sql);
}
