/** Builders of what only a live server says. */
import type { Catalog } from "../../src/model/catalog.ts";
import type { Role, Setting } from "../../src/model/database-objects.ts";
import type { HostRule, Operations } from "../../src/model/server-operations.ts";
import { aCatalog } from "./catalog.ts";

/** A catalog as if read from a server, which listens everywhere unless told otherwise. */
export function aServerCatalog(
  given: Partial<Omit<Catalog, "settings" | "operations">> & {
    settings?: Record<string, string>;
    operations?: Partial<Operations>;
  } = {},
): Catalog {
  const settings = { listen_addresses: "*", ...given.settings };
  return aCatalog({
    source: { kind: "server", name: "shelf", tool: null, commit: null },
    ...given,
    settings: Object.entries(settings).map(
      ([name, value]): Setting => ({ name, value, unit: null, source: "default" }),
    ),
    operations: {
      hostRules: null,
      archiver: { archived: 0, lastArchivedAt: null, failed: 0, lastFailedAt: null },
      connection: { remote: false, encrypted: true },
      ...given.operations,
    },
  });
}

/** A role that may log in and nothing else; a membership is given by the role's name. */
export function aRole(name: string, given: Partial<Omit<Role, "memberOf">> & { memberOf?: string[] } = {}): Role {
  return {
    kind: "role",
    name,
    comment: null,
    login: true,
    superuser: false,
    createDatabase: false,
    createRole: false,
    replication: false,
    bypassRowSecurity: false,
    inherit: true,
    connectionLimit: null,
    validUntil: null,
    mentioned: true,
    invented: false,
    ...given,
    memberOf: (given.memberOf ?? []).map((role) => ({ role, admin: false, inherit: true, set: true })),
  };
}

/** `hostssl all all 10.0.0.0 255.0.0.0 md5`: with its mask apart, as pg_hba_file_rules has it. */
export function aHostRule(line: number, text: string): HostRule {
  const [type, databases, users, ...rest] = text.split(" ");
  const method = rest.pop() as string;
  const [address = null, netmask = null] = rest;
  return {
    line,
    type: type as HostRule["type"],
    databases: databases?.split(",") ?? [],
    users: users?.split(",") ?? [],
    address,
    netmask,
    method,
    options: [],
  };
}

export function hostRules(...lines: string[]): HostRule[] {
  return lines.map((text, index) => aHostRule(index + 1, text));
}
