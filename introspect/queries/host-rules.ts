/** pg_hba_file_rules, which only superusers may read, and whom they let. */
export type HostRuleRow = {
  line_number: string;
  /** NULL for a line that PostgreSQL cannot read. One that fits nothing while ssl is off has an error, but is read. */
  type: string | null;
  database: string | null;
  user_name: string | null;
  address: string | null;
  netmask: string | null;
  auth_method: string | null;
  options: string | null;
};

/** In the order of the files: rule_number would leave out what fits nothing while ssl is off. */
export const HOST_RULES_SQL = `
SELECT h.line_number, h.type, h.database, h.user_name, h.address, h.netmask, h.auth_method, h.options
FROM pg_hba_file_rules h`;

/** Whether the view may be read: it, and the function under it. */
export type HostRulesVisibleRow = { visible: string };

export const HOST_RULES_VISIBLE_SQL = `
SELECT coalesce(
  has_table_privilege(to_regclass('pg_catalog.pg_hba_file_rules'), 'SELECT')
    AND has_function_privilege(to_regprocedure('pg_catalog.pg_hba_file_rules()'), 'EXECUTE'),
  false) AS visible`;
