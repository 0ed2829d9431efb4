/** pg_trigger without internal ones and without the clones that partitions have. */
import { ifPrintable, joinComment, type Scope, SHOWN_RELATIONS, USER_SCHEMA } from "./scope.ts";

export type TriggerRow = {
  oid: string;
  tgrelid: string;
  tgname: string;
  tgenabled: string;
  tgtype: string;
  tgattr: string;
  /** The arguments, decoded from the zero-ended bytes of tgargs. */
  tgargs: string;
  has_condition: string;
  funcnamespace: string;
  proname: string;
  is_constraint: string;
  tgdeferrable: string;
  tginitdeferred: string;
  tgconstrrelid: string;
  condescription: string | null;
  tgoldtable: string | null;
  tgnewtable: string | null;
  /** `pg_get_triggerdef`. */
  triggerdef: string | null;
  description: string | null;
};

/** `tgargs` holds each argument with a zero byte after it; two hex digits and a space a byte keep them apart. */
const ARGUMENTS = `ARRAY(
    SELECT convert_from(decode(piece, 'hex'), getdatabaseencoding())
    FROM unnest(string_to_array(regexp_replace(encode(tg.tgargs, 'hex'), '(..)', '\\1 ', 'g'), '00 '))
      WITH ORDINALITY part (piece, position)
    WHERE position <= tg.tgnargs
    ORDER BY position)`;

export function triggersSql(scope: Scope): string {
  return `
SELECT tg.oid, tg.tgrelid, tg.tgname, tg.tgenabled, tg.tgtype, tg.tgattr, ${ARGUMENTS} AS tgargs,
  tg.tgqual IS NOT NULL AS has_condition, pn.nspname AS funcnamespace, p.proname, tg.tgconstraint <> 0 AS is_constraint,
  tg.tgdeferrable, tg.tginitdeferred, tg.tgconstrrelid, tg.tgoldtable, tg.tgnewtable,
  ${ifPrintable(scope, "relation", "tg.tgrelid", "pg_get_triggerdef(tg.oid)")} AS triggerdef, cd.description AS condescription,
  d.description
FROM pg_trigger tg
JOIN pg_class c ON c.oid = tg.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_proc p ON p.oid = tg.tgfoid
JOIN pg_namespace pn ON pn.oid = p.pronamespace
${joinComment("pg_trigger", "tg.oid")}
LEFT JOIN pg_description cd
  ON cd.classoid = 'pg_constraint'::regclass AND cd.objoid = tg.tgconstraint AND cd.objsubid = 0
WHERE NOT tg.tgisinternal AND tg.tgparentid = 0 AND ${SHOWN_RELATIONS} AND ${USER_SCHEMA}`;
}
