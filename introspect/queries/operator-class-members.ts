/** pg_amop and pg_amproc: the operators and support functions of classes, and those that only the family holds. */
export type OperatorClassMemberRow = {
  /** `pg_opclass` or `pg_opfamily`: what the member goes away with. */
  holder: string;
  refobjid: string;
  /** The strategy or support number. */
  number: string;
  /** Of an operator. */
  operator: string | null;
  sortnamespace: string | null;
  sortname: string | null;
  /** Of a support function. */
  function: string | null;
  left: string | null;
  right: string | null;
};

/** The dependencies of members on their class or family; one on a family that sorts is of the type `n`. */
function joinHolder(catalog: string, oid: string): string {
  return `JOIN pg_depend dep ON dep.classid = '${catalog}'::regclass AND dep.objid = ${oid}
  AND dep.refclassid IN ('pg_opclass'::regclass, 'pg_opfamily'::regclass) AND dep.deptype IN ('a', 'i')`;
}

export const OPERATOR_CLASS_MEMBERS_SQL = `
SELECT dep.refclassid::regclass AS holder, dep.refobjid, ao.amopstrategy AS number, ao.amopopr::regoperator::text AS operator,
  sfn.nspname AS sortnamespace, sf.opfname AS sortname, NULL AS function, NULL AS left, NULL AS right
FROM pg_amop ao
${joinHolder("pg_amop", "ao.oid")}
LEFT JOIN pg_opfamily sf ON sf.oid = ao.amopsortfamily
LEFT JOIN pg_namespace sfn ON sfn.oid = sf.opfnamespace
UNION ALL
SELECT dep.refclassid::regclass, dep.refobjid, ap.amprocnum, NULL, NULL, NULL, ap.amproc::regprocedure::text,
  format_type(ap.amproclefttype, NULL), format_type(ap.amprocrighttype, NULL)
FROM pg_amproc ap
${joinHolder("pg_amproc", "ap.oid")}`;
