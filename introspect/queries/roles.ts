/** pg_roles with memberships: every role, since names are looked up here by oid. */
import { columnSince } from "../connect/server-version.ts";
import type { Scope } from "./scope.ts";

export type RoleRow = {
  oid: string;
  rolname: string;
  rolcanlogin: string;
  rolsuper: string;
  rolcreatedb: string;
  rolcreaterole: string;
  rolreplication: string;
  rolbypassrls: string;
  rolinherit: string;
  rolconnlimit: string;
  rolvaliduntil: string | null;
  description: string | null;
  /** JSON: [role oid, with admin option, inherit, set] of each role that this one is a member of. */
  memberof: string | null;
};

export function rolesSql(scope: Scope): string {
  return `
SELECT r.oid, r.rolname, r.rolcanlogin, r.rolsuper, r.rolcreatedb, r.rolcreaterole, r.rolreplication,
  r.rolbypassrls, r.rolinherit, r.rolconnlimit, r.rolvaliduntil,
  shobj_description(r.oid, 'pg_authid') AS description,
  (SELECT json_agg(json_build_array(m.roleid, m.admin_option, coalesce(m.inherit_option, r.rolinherit), m.set_option)) FROM (
    SELECT am.roleid, bool_or(am.admin_option) AS admin_option,
      bool_or(${columnSince(scope.major, "am", "inherit_option")}) AS inherit_option,
      bool_or(${columnSince(scope.major, "am", "set_option")}) AS set_option
    FROM pg_auth_members am WHERE am.member = r.oid GROUP BY am.roleid
  ) m) AS memberof
FROM pg_roles r`;
}
