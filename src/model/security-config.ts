/** What the configuration says of the roles and tenants of a database. */
import { z } from "zod";

/** What PostgreSQL cannot say of itself, and the rules on security need to know. */
export const securityConfigSchema = z.strictObject({
  /**
   * The roles that the application connects as, its migrations' own left out: sec-least-privilege,
   * sec-no-superuser-app and sec-rls judge them on a server.
   */
  appRoles: z.array(z.string()).default([]),
  /** The column that tells tenants apart, where one database serves several: sec-rls; `null`: it does not. */
  tenantColumn: z.string().nullable().default(null),
});
export type SecurityConfig = z.output<typeof securityConfigSchema>;
