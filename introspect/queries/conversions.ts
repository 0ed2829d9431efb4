/** pg_conversion: the user's own. */
import { joinComment, joinExtension, USER_SCHEMA } from "./scope.ts";

export type ConversionRow = {
  oid: string;
  nspname: string;
  conname: string;
  conowner: string;
  condefault: string;
  source: string;
  target: string;
  conproc: string;
  description: string | null;
  extname: string | null;
};

export const CONVERSIONS_SQL = `
SELECT cv.oid, n.nspname, cv.conname, cv.conowner, cv.condefault, pg_encoding_to_char(cv.conforencoding) AS source,
  pg_encoding_to_char(cv.contoencoding) AS target, cv.conproc, d.description, x.extname
FROM pg_conversion cv
JOIN pg_namespace n ON n.oid = cv.connamespace
${joinComment("pg_conversion", "cv.oid")}
${joinExtension("pg_conversion", "cv.oid")}
WHERE ${USER_SCHEMA}`;
