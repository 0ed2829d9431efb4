/** Objects that stand in front of PostgreSQL's own, and raise an error where they are called. */
import type { StatementNames } from "./statement-names.ts";

const list = (names: readonly string[]): string =>
  `ARRAY[${names.map((name) => `'${name.replaceAll("'", "''")}'`).join(", ")}]::name[]`;

/** What no function in PL/pgSQL may take or return. */
const NO_ARGUMENT = "'internal', 'cstring', 'unknown', 'trigger', 'event_trigger', 'record', 'any'";

/**
 * SQL that makes a schema with a function and an operator for each of PostgreSQL's own that has one of the names and
 * can be written in PL/pgSQL: with the same arguments, so that it is as good a match. Operators give text, so that a
 * condition with one of them fails even where no row is compared.
 */
export function shadowCallsSql(schema: string, { functions, operators }: StatementNames): string {
  const body = "$body$ BEGIN RAISE EXCEPTION 'shadowed'; END $body$";
  return `
    CREATE SCHEMA ${schema};
    DO $do$
    DECLARE
      each record;
      arguments text;
    BEGIN
      FOR each IN
        SELECT p.oid, p.proname, t.typname AS result,
          ARRAY(SELECT CASE ty.typname WHEN 'any' THEN 'anyelement' ELSE format_type(ty.oid, NULL) END
            FROM unnest(p.proargtypes) WITH ORDINALITY a (type, place) JOIN pg_type ty ON ty.oid = a.type ORDER BY place) AS types,
          p.provariadic <> 0 AS variadic
        FROM pg_proc p
        JOIN pg_type t ON t.oid = p.prorettype
        WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proname = ANY (${list(functions)})
          AND NOT EXISTS (SELECT FROM unnest(p.proargtypes) a JOIN pg_type ty ON ty.oid = a WHERE ty.typname IN ('internal', 'cstring', 'unknown', 'record'))
      LOOP
        arguments := array_to_string(each.types, ', ');
        IF each.variadic THEN arguments := regexp_replace(arguments, '[^,]+$', ' VARIADIC anyarray'); END IF;
        EXECUTE format('CREATE OR REPLACE FUNCTION ${schema}.%I(%s) RETURNS %s LANGUAGE plpgsql AS ${body.replaceAll("'", "''")}',
          each.proname, arguments,
          CASE WHEN each.result LIKE 'any%' AND arguments NOT LIKE '%any%' OR each.result IN (${NO_ARGUMENT}) THEN 'text'
            WHEN EXISTS (SELECT FROM pg_proc WHERE oid = each.oid AND proretset) THEN 'SETOF text'
            ELSE quote_ident(each.result) END);
      END LOOP;
      FOR each IN
        SELECT op.oid, op.oprname, op.oprleft, format_type(op.oprleft, NULL) AS lefttype,
          format_type(op.oprright, NULL) AS righttype
        FROM pg_operator op
        WHERE op.oprnamespace = 'pg_catalog'::regnamespace AND op.oprname = ANY (${list(operators)})
          AND NOT EXISTS (SELECT FROM pg_type ty WHERE ty.oid IN (op.oprleft, op.oprright) AND ty.typname IN (${NO_ARGUMENT}))
      LOOP
        arguments := concat_ws(', ', nullif(each.lefttype, '-'), each.righttype);
        EXECUTE format('CREATE FUNCTION ${schema}.%I(%s) RETURNS text LANGUAGE plpgsql AS ${body.replaceAll("'", "''")}',
          'operator_' || each.oid, arguments);
        EXECUTE format('CREATE OPERATOR ${schema}.%s (%s RIGHTARG = %s, FUNCTION = ${schema}.%I)',
          each.oprname, CASE WHEN each.oprleft <> 0 THEN format('LEFTARG = %s,', each.lefttype) ELSE '' END, each.righttype,
          'operator_' || each.oid);
      END LOOP;
    END $do$`;
}

/** SQL that makes a schema with a type and a table for each name; tables without a column, so that nothing fits. */
export function shadowNamesSql(schema: string, { types, relations }: StatementNames): string {
  return [
    `CREATE SCHEMA ${schema}`,
    ...types.filter((name) => !relations.includes(name)).map((name) => `CREATE TYPE ${schema}."${name}" AS ENUM ()`),
    ...relations.map((name) => `CREATE TABLE ${schema}."${name}" ()`),
  ].join(";\n");
}
