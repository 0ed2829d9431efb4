/** pg_proc: functions, procedures, aggregates and window functions. */
import { explodeAcl, ifPrintable, joinComment, joinExtension, type Scope, USER_SCHEMA } from "./scope.ts";

export type RoutineRow = {
  oid: string;
  nspname: string;
  proname: string;
  prokind: string;
  /** `pg_get_function_identity_arguments`. */
  identity: string;
  /** JSON: [name, mode letter, type, default] of each argument. */
  arguments: string | null;
  /** `pg_get_function_result`. */
  result: string | null;
  lanname: string;
  provolatile: string;
  proisstrict: string;
  prosecdef: string;
  proleakproof: string;
  proparallel: string;
  procost: string;
  prorows: string;
  proconfig: string | null;
  /** `pg_get_functiondef`; NULL for aggregates. */
  functiondef: string | null;
  proowner: string;
  proacl: string | null;
  description: string | null;
  extname: string | null;
};

/**
 * Without what PostgreSQL makes for a range type by itself (its constructors), which is internal to the type. A
 * routine whose body is parsed SQL (14 and later) takes locks on what it reads to be printed.
 */
export function routinesSql(scope: Scope): string {
  return `
SELECT p.oid, n.nspname, p.proname, p.prokind, pg_get_function_identity_arguments(p.oid) AS identity,
  (SELECT json_agg(json_build_array(p.proargnames[a.position], coalesce(p.proargmodes[a.position]::text, 'i'),
      format_type(a.type, NULL), pg_get_function_arg_default(p.oid, a.position::int)) ORDER BY a.position)
    FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY a (type, position)) AS arguments,
  pg_get_function_result(p.oid) AS result, l.lanname, p.provolatile, p.proisstrict, p.prosecdef, p.proleakproof,
  p.proparallel, p.procost, p.prorows, p.proconfig,
  CASE WHEN p.prokind <> 'a' THEN ${ifPrintable(scope, "routine", "p.oid", "pg_get_functiondef(p.oid)")} END AS functiondef,
  p.proowner, ${explodeAcl("p.proacl")} AS proacl, d.description, x.extname
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_language l ON l.oid = p.prolang
${joinComment("pg_proc", "p.oid")}
${joinExtension("pg_proc", "p.oid")}
WHERE ${USER_SCHEMA}
  AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')`;
}
