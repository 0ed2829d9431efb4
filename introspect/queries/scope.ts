/** What all queries share: which objects are the user's, which relations are locked, and two joins. */

export interface Scope {
  /** The server's major version. */
  readonly major: number;
  /** The oids of relations whose definitions would wait for another session's lock. */
  readonly locked: readonly string[];
  /** The oids of routines whose definitions would. */
  readonly lockedRoutines: readonly string[];
}

/** FirstNormalObjectId: what has a lower oid came with the server. */
export const FIRST_NORMAL_OID = 16_384;

/** True for the schemas that are not PostgreSQL's own. `pg_` is reserved: no user can make such a schema. */
export const USER_SCHEMA = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

/** The letters of the relations that are shown. */
export const SHOWN_RELATIONS = "c.relkind IN ('r', 'p', 'v', 'm', 'f')";

/** An expression that takes a lock on a relation to print: NULL where that relation is locked by another session. */
export function unlessLocked(scope: Scope, relation: string, expression: string): string {
  if (scope.locked.length === 0) return expression;
  return `CASE WHEN ${relation} <> ALL ('{${scope.locked.join(",")}}'::oid[]) THEN ${expression} END`;
}

/** Joins COMMENT ON text as `d.description`. */
export function joinComment(catalog: string, oid: string, subObject = "0"): string {
  return `LEFT JOIN pg_description d
    ON d.classoid = '${catalog}'::regclass AND d.objoid = ${oid} AND d.objsubid = ${subObject}`;
}

/** Joins the extension that owns an object as `x.extname`. */
export function joinExtension(catalog: string, oid: string): string {
  return `LEFT JOIN pg_depend e
    ON e.classid = '${catalog}'::regclass AND e.objid = ${oid} AND e.objsubid = 0 AND e.deptype = 'e'
      AND e.refclassid = 'pg_extension'::regclass
  LEFT JOIN pg_extension x ON x.oid = e.refobjid`;
}

/** The entries of an access control list as JSON: [grantee oid, grantor oid, privilege, grantable]. */
export function explodeAcl(acl: string): string {
  return `(SELECT json_agg(json_build_array(grantee, grantor, privilege_type, is_grantable))
    FROM aclexplode(${acl}))`;
}
