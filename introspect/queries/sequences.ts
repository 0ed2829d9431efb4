/** pg_sequence, free-standing ones and those behind identity columns. */
import { explodeAcl, joinComment, joinExtension, USER_SCHEMA } from "./scope.ts";

export type SequenceRow = {
  oid: string;
  nspname: string;
  relname: string;
  relowner: string;
  relpersistence: string;
  type: string;
  seqstart: string;
  seqincrement: string;
  seqmin: string;
  seqmax: string;
  seqcache: string;
  seqcycle: string;
  /** `a` where a column owns it, `i` where it is an identity column's; NULL where it stands alone. */
  deptype: string | null;
  ownernamespace: string | null;
  ownerrelid: string | null;
  ownerrelname: string | null;
  ownerattname: string | null;
  relacl: string | null;
  description: string | null;
  extname: string | null;
};

export const SEQUENCES_SQL = `
SELECT c.oid, n.nspname, c.relname, c.relowner, c.relpersistence, format_type(s.seqtypid, NULL) AS type,
  s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
  own.deptype, own_n.nspname AS ownernamespace, own_c.oid AS ownerrelid, own_c.relname AS ownerrelname,
  own_a.attname AS ownerattname,
  ${explodeAcl("c.relacl")} AS relacl, d.description, x.extname
FROM pg_sequence s
JOIN pg_class c ON c.oid = s.seqrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_depend own ON own.classid = 'pg_class'::regclass AND own.objid = c.oid AND own.objsubid = 0
  AND own.refclassid = 'pg_class'::regclass AND own.refobjsubid > 0 AND own.deptype IN ('a', 'i')
LEFT JOIN pg_class own_c ON own_c.oid = own.refobjid
LEFT JOIN pg_namespace own_n ON own_n.oid = own_c.relnamespace
LEFT JOIN pg_attribute own_a ON own_a.attrelid = own.refobjid AND own_a.attnum = own.refobjsubid
${joinComment("pg_class", "c.oid")}
${joinExtension("pg_class", "c.oid")}
WHERE ${USER_SCHEMA}`;
