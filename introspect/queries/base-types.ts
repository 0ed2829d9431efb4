/**
 * pg_type of base types: what CREATE TYPE says of them. Functions are `-` where unset. The arrays that come with every
 * type have a subscript handler that no CREATE TYPE may name.
 */
import { USER_SCHEMA } from "./scope.ts";

export type BaseTypeRow = {
  oid: string;
  typinput: string;
  typoutput: string;
  typreceive: string;
  typsend: string;
  typmodin: string;
  typmodout: string;
  typanalyze: string;
  typsubscript: string;
  /** -1 for a variable length. */
  typlen: string;
  typbyval: string;
  typalign: string;
  typstorage: string;
  typcategory: string;
  typispreferred: string;
  typdefault: string | null;
  /** The type of its elements, as format_type prints it. */
  element: string | null;
  typdelim: string;
  collatable: string;
};

export const BASE_TYPES_SQL = `
SELECT t.oid, t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin, t.typmodout, t.typanalyze, t.typsubscript,
  t.typlen, t.typbyval, t.typalign, t.typstorage, t.typcategory, t.typispreferred, t.typdefault,
  CASE WHEN t.typelem <> 0 THEN format_type(t.typelem, NULL) END AS element, t.typdelim,
  t.typcollation <> 0 AS collatable
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'b' AND t.typisdefined AND t.typsubscript <> 'array_subscript_handler'::regproc
  AND ${USER_SCHEMA}`;
