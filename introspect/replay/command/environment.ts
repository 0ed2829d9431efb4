/** What the command finds in its environment: the user's own, with the way to the database that it is to migrate. */
import { VARIABLES } from "../../connect/connection-string.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the command is to connect. */
export interface CommandTarget {
  port: number;
  password: string;
  database: string;
  user: string;
}

const HOST = "127.0.0.1";

/** Variables that would lead to another server, or ask of ours what it does not have. */
const LEADING_ELSEWHERE = new Set([
  ...Object.values(VARIABLES),
  "PGPASSFILE",
  "PGREQUIREAUTH",
  "PGREQUIRESSL",
  "PGSERVICEFILE",
  "PGSSLNEGOTIATION",
]);

/** `DATABASE_URL` and libpq's variables say the same. The password holds letters and digits alone. */
export function buildEnvironment(ours: Environment, { port, password, database, user }: CommandTarget): Environment {
  const kept = Object.entries(ours).filter(([name]) => !LEADING_ELSEWHERE.has(name));
  return {
    ...Object.fromEntries(kept),
    DATABASE_URL: `postgresql://${user}:${password}@${HOST}:${port}/${database}`,
    PGHOST: HOST,
    PGPORT: String(port),
    PGUSER: user,
    PGPASSWORD: password,
    PGDATABASE: database,
    PGSSLMODE: "disable",
    PGGSSENCMODE: "disable",
    PGCHANNELBINDING: "disable",
  };
}
