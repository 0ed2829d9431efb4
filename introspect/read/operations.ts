/** Reads how a live server is run. What the role may not see is left out and named. */
import type { Omission } from "../../src/model/catalog.ts";
import { quoteIdentifier } from "../../src/model/names.ts";
import { ARCHIVER_SQL, type ArchiverRow } from "../queries/archiver.ts";
import { CONNECTION_SQL, type ConnectionRow } from "../queries/connection.ts";
import {
  HOST_RULES_SQL,
  HOST_RULES_VISIBLE_SQL,
  type HostRuleRow,
  type HostRulesVisibleRow,
} from "../queries/host-rules.ts";
import { DatabaseError } from "../session.ts";
import type { PoliteSession } from "./polite-session.ts";

export interface OperationsRows {
  /** `hidden` from the role, or `unreadable` for the server itself. */
  hostRules: HostRuleRow[] | "hidden" | "unreadable";
  /** Empty where counters are left out. */
  archiver: ArchiverRow[];
  connection: ConnectionRow[];
}

/** Throws `DatabaseError`. */
export async function readOperations(session: PoliteSession, counters: boolean): Promise<OperationsRows> {
  return {
    hostRules: await readHostRules(session),
    archiver: counters ? await session.query<ArchiverRow>(ARCHIVER_SQL) : [],
    connection: await session.query<ConnectionRow>(CONNECTION_SQL),
  };
}

async function readHostRules(session: PoliteSession): Promise<OperationsRows["hostRules"]> {
  const [row] = await session.query<HostRulesVisibleRow>(HOST_RULES_VISIBLE_SQL);
  if (row?.visible !== "t") return "hidden";
  try {
    return await session.query<HostRuleRow>(HOST_RULES_SQL);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    // The server may be kept from its own file, and its message would tell where that is.
    return "unreadable";
  }
}

/** Why the host rules are not in the catalog; empty where they are. `role` is the one that reads. */
export function buildHostRuleOmissions({ hostRules }: OperationsRows, role: string): Omission[] {
  const omit = (reason: string, hint: string): Omission[] => [
    { kind: "settings", what: "pg_hba_file_rules", reason, hint, place: null },
  ];
  const who = quoteIdentifier(role);
  if (hostRules === "hidden") {
    return omit(
      "PostgreSQL shows it to superusers only, and to whom they let.",
      `GRANT SELECT ON pg_hba_file_rules TO ${who}; GRANT EXECUTE ON FUNCTION pg_hba_file_rules() TO ${who}; shows it.`,
    );
  }
  if (hostRules === "unreadable") return omit("The server cannot read the file.", "Mend what its log says of it.");
  return hostRules.some(isFaulty)
    ? omit("A line of the file is faulty, so the server goes by an older one.", "Mend the line that its error names.")
    : [];
}

export function isFaulty(row: HostRuleRow): boolean {
  return row.type === null;
}
