/** Leaves out of the rows what was dropped while they were read, and what hangs on it. */

import type { Meanwhile } from "../read/meanwhile.ts";
import type { Rows } from "../read/rows.ts";
import { decodeArray } from "./decode.ts";

/** All rows are those of the snapshot, so that what is left was there at its moment. */
export function withoutGone(rows: Rows, { isGone }: Meanwhile): Rows {
  const relation = (oid: string) => !isGone("pg_class", oid);
  const own = (catalog: string, row: { oid: string }) => !isGone(catalog, row.oid);
  return {
    ...rows,
    schemas: rows.schemas.filter((row) => own("pg_namespace", row)),
    relations: rows.relations
      .filter((row) => own("pg_class", row))
      .map((row) => ({ ...row, inhparents: withoutOids(row.inhparents, relation) })),
    columns: rows.columns.filter((row) => relation(row.attrelid)),
    constraints: rows.constraints.filter(
      (row) => own("pg_constraint", row) && relation(row.conrelid) && relation(row.confrelid),
    ),
    indexes: rows.indexes.filter((row) => !isGone("pg_index", row.indexrelid) && relation(row.indrelid)),
    triggers: rows.triggers.filter(
      (row) => own("pg_trigger", row) && relation(row.tgrelid) && relation(row.tgconstrrelid),
    ),
    policies: rows.policies.filter((row) => own("pg_policy", row) && relation(row.polrelid)),
    rewriteRules: rows.rewriteRules.filter((row) => own("pg_rewrite", row) && relation(row.ev_class)),
    viewDependencies: rows.viewDependencies.filter((row) => relation(row.ev_class)),
    sequences: rows.sequences.filter((row) => own("pg_class", row)),
    publicationTables: rows.publicationTables.filter((row) => relation(row.prrelid)),
    statisticsObjects: rows.statisticsObjects.filter((row) => own("pg_statistic_ext", row)),
    types: rows.types.filter((row) => own("pg_type", row)),
    domainConstraints: rows.domainConstraints.filter((row) => own("pg_constraint", row)),
    routines: rows.routines.filter((row) => own("pg_proc", row)),
    operators: rows.operators.filter((row) => own("pg_operator", row)),
    operatorClasses: rows.operatorClasses.filter((row) => own("pg_opclass", row)),
    collations: rows.collations.filter((row) => own("pg_collation", row)),
  };
}

/** An array of oids without those that are not there; `null` where none is left. */
function withoutOids(cell: string | null, isThere: (oid: string) => boolean): string | null {
  if (cell === null) return null;
  const oids = decodeArray(cell);
  const left = oids.filter(isThere);
  if (left.length === oids.length) return cell;
  return left.length === 0 ? null : `{${left.join(",")}}`;
}
