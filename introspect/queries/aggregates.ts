/** pg_aggregate: what CREATE AGGREGATE says, which no function of PostgreSQL prints. Functions are `-` where unset. */
import { USER_SCHEMA } from "./scope.ts";

export type AggregateRow = {
  oid: string;
  /** `pg_get_function_arguments`, with ORDER BY for ordered-set aggregates. */
  arguments: string;
  aggkind: string;
  aggtransfn: string;
  aggfinalfn: string;
  aggcombinefn: string;
  aggserialfn: string;
  aggdeserialfn: string;
  aggmtransfn: string;
  aggminvtransfn: string;
  aggmfinalfn: string;
  aggfinalextra: string;
  aggmfinalextra: string;
  aggfinalmodify: string;
  aggmfinalmodify: string;
  /** `schema.operator`. */
  aggsortop: string | null;
  transtype: string;
  aggtransspace: string;
  mtranstype: string | null;
  aggmtransspace: string;
  agginitval: string | null;
  aggminitval: string | null;
  proparallel: string;
};

export const AGGREGATES_SQL = `
SELECT p.oid, pg_get_function_arguments(p.oid) AS arguments, ag.aggkind, ag.aggtransfn, ag.aggfinalfn, ag.aggcombinefn,
  ag.aggserialfn, ag.aggdeserialfn, ag.aggmtransfn, ag.aggminvtransfn, ag.aggmfinalfn, ag.aggfinalextra,
  ag.aggmfinalextra, ag.aggfinalmodify, ag.aggmfinalmodify, quote_ident(opn.nspname) || '.' || op.oprname AS aggsortop,
  format_type(ag.aggtranstype, NULL) AS transtype, ag.aggtransspace,
  CASE WHEN ag.aggmtranstype <> 0 THEN format_type(ag.aggmtranstype, NULL) END AS mtranstype, ag.aggmtransspace,
  ag.agginitval, ag.aggminitval, p.proparallel
FROM pg_aggregate ag
JOIN pg_proc p ON p.oid = ag.aggfnoid
JOIN pg_namespace n ON n.oid = p.pronamespace
LEFT JOIN pg_operator op ON op.oid = ag.aggsortop
LEFT JOIN pg_namespace opn ON opn.oid = op.oprnamespace
WHERE ${USER_SCHEMA}`;
