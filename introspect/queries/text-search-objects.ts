/** pg_ts_config, pg_ts_dict, pg_ts_parser and pg_ts_template. */
import { joinComment, joinExtension, USER_SCHEMA } from "./scope.ts";

export type TextSearchObjectRow = {
  catalog: string;
  nspname: string;
  name: string;
  /** NULL for parsers and templates, which have no owner. */
  owner: string | null;
  description: string | null;
  extname: string | null;
};

function part(catalog: string, prefix: string, owner: string): string {
  return `
SELECT '${catalog}' AS catalog, n.nspname, o.${prefix}name AS name, ${owner} AS owner, d.description, x.extname
FROM ${catalog} o
JOIN pg_namespace n ON n.oid = o.${prefix}namespace
${joinComment(catalog, "o.oid")}
${joinExtension(catalog, "o.oid")}
WHERE ${USER_SCHEMA}`;
}

export const TEXT_SEARCH_OBJECTS_SQL = [
  part("pg_ts_config", "cfg", "o.cfgowner"),
  part("pg_ts_dict", "dict", "o.dictowner"),
  part("pg_ts_parser", "prs", "NULL::oid"),
  part("pg_ts_template", "tmpl", "NULL::oid"),
].join("\nUNION ALL");
