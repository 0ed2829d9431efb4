/** Rows of how a live server is run. */
import type { HostRule, Operations } from "../../src/model/server-operations.ts";
import type { HostRuleRow } from "../queries/host-rules.ts";
import { isFaulty, type OperationsRows } from "../read/operations.ts";
import { decodeArray, decodeBoolean, decodeOptions, decodeWord } from "./decode.ts";
import { maskOptions } from "./secrets.ts";

const TYPES = {
  local: "local",
  host: "host",
  hostssl: "hostssl",
  hostnossl: "hostnossl",
  hostgssenc: "hostgssenc",
  hostnogssenc: "hostnogssenc",
} as const;

/** `rows` is `null` on a scratch engine. */
export function assembleOperations(rows: OperationsRows | null): Operations | null {
  const archiver = rows?.archiver[0];
  const connection = rows?.connection[0];
  if (rows === null || connection === undefined) return null;
  const { hostRules } = rows;
  return {
    hostRules: typeof hostRules === "string" || hostRules.some(isFaulty) ? null : hostRules.map(buildHostRule),
    archiver:
      archiver === undefined
        ? null
        : {
            archived: Number(archiver.archived_count),
            lastArchivedAt: archiver.last_archived_time,
            failed: Number(archiver.failed_count),
            lastFailedAt: archiver.last_failed_time,
          },
    connection: { remote: decodeBoolean(connection.remote), encrypted: decodeBoolean(connection.encrypted) },
  };
}

function buildHostRule(row: HostRuleRow): HostRule {
  return {
    line: Number(row.line_number),
    type: decodeWord(TYPES, row.type ?? ""),
    databases: decodeArray(row.database),
    users: decodeArray(row.user_name),
    address: row.address,
    netmask: row.netmask,
    method: row.auth_method ?? "",
    options: maskOptions(decodeOptions(row.options)),
  };
}
