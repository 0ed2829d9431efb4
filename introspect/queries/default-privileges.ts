/** pg_default_acl. */
import { explodeAcl } from "./scope.ts";

export type DefaultPrivilegeRow = {
  defaclrole: string;
  nspname: string | null;
  defaclobjtype: string;
  defaclacl: string | null;
};

export const DEFAULT_PRIVILEGES_SQL = `
SELECT da.defaclrole, n.nspname, da.defaclobjtype, ${explodeAcl("da.defaclacl")} AS defaclacl
FROM pg_default_acl da
LEFT JOIN pg_namespace n ON n.oid = da.defaclnamespace`;
