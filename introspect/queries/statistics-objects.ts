/** pg_statistic_ext. */
import { ifPrintable, joinComment, joinExtension, type Scope, USER_SCHEMA } from "./scope.ts";

export type StatisticsObjectRow = {
  oid: string;
  nspname: string;
  stxname: string;
  stxowner: string;
  relnamespace: string;
  relname: string;
  /** `pg_get_statisticsobjdef`. */
  statisticsobjdef: string | null;
  stxstattarget: string | null;
  description: string | null;
  extname: string | null;
};

export function statisticsObjectsSql(scope: Scope): string {
  return `
SELECT stx.oid, n.nspname, stx.stxname, stx.stxowner, rn.nspname AS relnamespace, c.relname,
  ${ifPrintable(scope, "relation", "stx.stxrelid", "pg_get_statisticsobjdef(stx.oid)")} AS statisticsobjdef,
  stx.stxstattarget, d.description, x.extname
FROM pg_statistic_ext stx
JOIN pg_namespace n ON n.oid = stx.stxnamespace
JOIN pg_class c ON c.oid = stx.stxrelid
JOIN pg_namespace rn ON rn.oid = c.relnamespace
${joinComment("pg_statistic_ext", "stx.oid")}
${joinExtension("pg_statistic_ext", "stx.oid")}
WHERE ${USER_SCHEMA}`;
}
