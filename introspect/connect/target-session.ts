/** Which of several servers is meant: libpq's target_session_attrs. PostgreSQL manual, 34.1.2. */
import { UserError } from "../../src/model/user-error.ts";
import type { Session } from "../session.ts";

const KINDS = ["any", "read-write", "read-only", "primary", "standby"] as const;
export type ServerKind = (typeof KINDS)[number];

/** The kinds to look for, one after the other among all servers. Throws `UserError` on an unknown word. */
export function parseTargetSession(attrs: string): ServerKind[] {
  if (attrs === "prefer-standby") return ["standby", "any"];
  const kind = KINDS.find((each) => each === attrs);
  if (kind !== undefined) return [kind];
  throw new UserError(`target_session_attrs "${attrs}" is unknown.`, {
    hint: `It is one of ${KINDS.join(", ")}, prefer-standby.`,
  });
}

/** Asks the server. The database's own search_path rules, so the function is named with its schema. */
export async function isOfKind(session: Session, kind: ServerKind): Promise<boolean> {
  switch (kind) {
    case "any":
      return true;
    case "read-write":
    case "read-only": {
      const [row] = await session.query<{ transaction_read_only: string }>("SHOW transaction_read_only");
      return (row?.transaction_read_only === "on") === (kind === "read-only");
    }
    case "primary":
    case "standby": {
      const [row] = await session.query<{ standby: string }>("SELECT pg_catalog.pg_is_in_recovery() AS standby");
      return (row?.standby === "t") === (kind === "standby");
    }
  }
}

const IS_INSTEAD = {
  any: "is none",
  "read-write": "is read-only",
  "read-only": "is not read-only",
  primary: "is a standby",
  standby: "is no standby",
} as const satisfies Record<ServerKind, string>;

/** The server is of another kind than the one that is asked for. */
export function buildWrongKindError({ host, port }: { host: string; port: number }, kind: ServerKind): UserError {
  return new UserError(`${host}:${port} ${IS_INSTEAD[kind]}, and target_session_attrs asks for ${kind}.`, {
    place: `${host}:${port}`,
    hint: "Name another server, or leave target_session_attrs out.",
  });
}
