/** pg_ts_config, pg_ts_dict, pg_ts_parser and pg_ts_template. */
import { joinComment, joinExtension, USER_SCHEMA } from "./scope.ts";

export type TextSearchObjectRow = {
  oid: string;
  catalog: string;
  nspname: string;
  name: string;
  /** NULL for parsers and templates, which have no owner. */
  owner: string | null;
  /** The statements that make it. */
  definition: string;
  description: string | null;
  extname: string | null;
};

const name = (object: string, namespace: string) =>
  `quote_ident(${namespace}.nspname) || '.' || quote_ident(${object})`;

const CONFIGURATION = `
  'CREATE TEXT SEARCH CONFIGURATION ' || ${name("o.cfgname", "n")} || ' (PARSER = ' ||
    (SELECT ${name("p.prsname", "pn")} FROM pg_ts_parser p JOIN pg_namespace pn ON pn.oid = p.prsnamespace
      WHERE p.oid = o.cfgparser) || ')'
  || ARRAY(
    SELECT 'ALTER TEXT SEARCH CONFIGURATION ' || ${name("o.cfgname", "n")} || ' ADD MAPPING FOR ' || quote_ident(token.alias)
      || ' WITH ' || string_agg(${name("di.dictname", "dn")}, ', ' ORDER BY map.mapseqno)
    FROM pg_ts_config_map map
    JOIN ts_token_type(o.cfgparser) token ON token.tokid = map.maptokentype
    JOIN pg_ts_dict di ON di.oid = map.mapdict
    JOIN pg_namespace dn ON dn.oid = di.dictnamespace
    WHERE map.mapcfg = o.oid
    GROUP BY token.alias
    ORDER BY token.alias COLLATE "C")`;

const DICTIONARY = `ARRAY[
  'CREATE TEXT SEARCH DICTIONARY ' || ${name("o.dictname", "n")} || ' (TEMPLATE = ' ||
    (SELECT ${name("t.tmplname", "tn")} FROM pg_ts_template t JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
      WHERE t.oid = o.dicttemplate) || coalesce(', ' || o.dictinitoption, '') || ')']`;

/** The functions' own names as regproc prints them; `-` where there is none. */
const PARSER = `ARRAY[
  'CREATE TEXT SEARCH PARSER ' || ${name("o.prsname", "n")} || ' (START = ' || o.prsstart || ', GETTOKEN = ' || o.prstoken
    || ', END = ' || o.prsend || ', LEXTYPES = ' || o.prslextype
    || CASE WHEN o.prsheadline = 0 THEN '' ELSE ', HEADLINE = ' || o.prsheadline END || ')']`;

const TEMPLATE = `ARRAY[
  'CREATE TEXT SEARCH TEMPLATE ' || ${name("o.tmplname", "n")} || ' (LEXIZE = ' || o.tmpllexize
    || CASE WHEN o.tmplinit = 0 THEN '' ELSE ', INIT = ' || o.tmplinit END || ')']`;

function part(catalog: string, prefix: string, owner: string, definition: string): string {
  return `
SELECT o.oid, '${catalog}' AS catalog, n.nspname, o.${prefix}name AS name, ${owner} AS owner, ${definition} AS definition,
  d.description, x.extname
FROM ${catalog} o
JOIN pg_namespace n ON n.oid = o.${prefix}namespace
${joinComment(catalog, "o.oid")}
${joinExtension(catalog, "o.oid")}
WHERE ${USER_SCHEMA}`;
}

export const TEXT_SEARCH_OBJECTS_SQL = [
  part("pg_ts_config", "cfg", "o.cfgowner", CONFIGURATION),
  part("pg_ts_dict", "dict", "o.dictowner", DICTIONARY),
  part("pg_ts_parser", "prs", "NULL::oid", PARSER),
  part("pg_ts_template", "tmpl", "NULL::oid", TEMPLATE),
].join("\nUNION ALL");
