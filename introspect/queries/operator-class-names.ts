/** pg_opclass: the operator classes that indexes name by oid. */
export type OperatorClassNameRow = { oid: string; nspname: string; opcname: string; opcdefault: string };

export const OPERATOR_CLASS_NAMES_SQL = `
SELECT opc.oid, n.nspname, opc.opcname, opc.opcdefault
FROM pg_opclass opc
JOIN pg_namespace n ON n.oid = opc.opcnamespace`;
