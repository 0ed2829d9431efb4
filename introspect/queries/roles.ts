/** pg_roles with memberships: every role, since names are looked up here by oid. */
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
  /** JSON: [role oid, with admin option] of each role that this one is a member of. */
  memberof: string | null;
};

export const ROLES_SQL = `
SELECT r.oid, r.rolname, r.rolcanlogin, r.rolsuper, r.rolcreatedb, r.rolcreaterole, r.rolreplication,
  r.rolbypassrls, r.rolinherit, r.rolconnlimit, r.rolvaliduntil,
  shobj_description(r.oid, 'pg_authid') AS description,
  (SELECT json_agg(json_build_array(m.roleid, m.admin_option)) FROM (
    SELECT roleid, bool_or(admin_option) AS admin_option FROM pg_auth_members WHERE member = r.oid GROUP BY roleid
  ) m) AS memberof
FROM pg_roles r`;
