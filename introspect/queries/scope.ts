/** What all queries share: which objects are the user's, which cannot be printed now, and two joins. */

/** What is locked or dropped together with all of its parts. */
export type PrintedKind = "relation" | "routine" | "type";

export interface Scope {
  /** The server's major version. */
  readonly major: number;
  /** oids of what is not printed where that takes a lock: another session's is in the way. */
  readonly locked: Readonly<Record<PrintedKind, readonly string[]>>;
  /** oids of what was dropped since the snapshot, by which the functions that print do not go. */
  readonly gone: Readonly<Record<PrintedKind, readonly string[]>>;
}

/** FirstNormalObjectId: what has a lower oid came with the server. */
export const FIRST_NORMAL_OID = 16_384;

/** True for the schemas that are not PostgreSQL's own. `pg_` is reserved: no user can make such a schema. */
export const USER_SCHEMA = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

/** The letters of the relations that are shown. */
export const SHOWN_RELATIONS = "c.relkind IN ('r', 'p', 'v', 'm', 'f')";

/** An expression that takes a lock on an object to print a part of it: NULL where that cannot be had, or it is gone. */
export function ifPrintable(scope: Scope, kind: PrintedKind, oid: string, expression: string): string {
  return unless([...scope.locked[kind], ...scope.gone[kind]], oid, expression);
}

/** An expression that prints a part of an object without a lock: NULL where the object is gone. */
export function ifThere(scope: Scope, kind: PrintedKind, oid: string, expression: string): string {
  return unless(scope.gone[kind], oid, expression);
}

function unless(oids: readonly string[], oid: string, expression: string): string {
  return oids.length === 0
    ? expression
    : `CASE WHEN ${oid} <> ALL ('{${oids.join(",")}}'::oid[]) THEN ${expression} END`;
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
