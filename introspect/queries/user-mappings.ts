/** pg_user_mappings, whose options are hidden (NULL) from most roles. */
export type UserMappingRow = {
  srvname: string;
  umuser: string;
  umoptions: string | null;
  /** The view's own condition on showing the options does not hold. */
  hidden: string;
};

export const USER_MAPPINGS_SQL = `
SELECT um.srvname, um.umuser, um.umoptions,
  NOT (me.rolsuper
    OR CASE WHEN um.umuser = 0 THEN pg_has_role(srv.srvowner, 'USAGE')
      ELSE um.usename = current_user
        AND (pg_has_role(srv.srvowner, 'USAGE') OR has_server_privilege(srv.oid, 'USAGE')) END) AS hidden
FROM pg_user_mappings um
JOIN pg_foreign_server srv ON srv.oid = um.srvid
JOIN pg_roles me ON me.rolname = current_user`;
