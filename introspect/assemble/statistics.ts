/** Rows of a live server's statistics. */
import type { Column } from "../../src/model/column.ts";
import type { Index } from "../../src/model/index-definition.ts";
import type { RelationStatistics } from "../../src/model/relation.ts";
import type { RelationRow } from "../queries/relations.ts";
import type {
  ColumnStatisticsRow,
  IndexStatisticsRow,
  RelationStatisticsRow,
  SequenceStateRow,
} from "../queries/statistics.ts";

export interface StatisticsRows {
  relations: RelationStatisticsRow[];
  indexes: IndexStatisticsRow[];
  columns: ColumnStatisticsRow[];
  sequences: SequenceStateRow[];
}

/** Looks statistics up; everything is `null` on a scratch engine. */
export interface StatisticsLookup {
  relation(row: RelationRow): RelationStatistics | null;
  index(oid: string): Index["statistics"];
  column(schema: string, relation: string, name: string): Column["statistics"];
  lastValue(schema: string, sequence: string): string | null;
}

/** `rows` is `null` on a scratch engine. */
export function buildStatisticsLookup(rows: StatisticsRows | null): StatisticsLookup {
  if (rows === null) return { relation: () => null, index: () => null, column: () => null, lastValue: () => null };
  // A zero byte cannot be in an identifier.
  const keyOf = (...names: string[]) => names.join("\0");
  const relations = new Map(rows.relations.map((row) => [row.oid, row]));
  const indexSizes = new Map<string, number | null>();
  for (const { indrelid, size } of rows.indexes) {
    const before = indexSizes.get(indrelid) ?? 0;
    indexSizes.set(indrelid, size === null || indexSizes.get(indrelid) === null ? null : before + Number(size));
  }
  const indexes = new Map(rows.indexes.map((row) => [row.indexrelid, row]));
  const columns = new Map(rows.columns.map((row) => [keyOf(row.schemaname, row.tablename, row.attname), row]));
  const sequences = new Map(rows.sequences.map((row) => [keyOf(row.schemaname, row.sequencename), row.last_value]));
  return {
    relation: (row) => buildRelationStatistics(row, relations.get(row.oid), indexSizes.get(row.oid)),
    index: (oid) => {
      const row = indexes.get(oid);
      return row === undefined
        ? null
        : { bytes: toNumber(row.size), scans: toNumber(row.idx_scan), lastScan: row.last_idx_scan };
    },
    column: (schema, relation, name) => {
      const row = columns.get(keyOf(schema, relation, name));
      return row === undefined ? null : { nullFraction: Number(row.null_frac), distinct: Number(row.n_distinct) };
    },
    lastValue: (schema, sequence) => sequences.get(keyOf(schema, sequence)) ?? null,
  };
}

/** `null` for relations that store nothing themselves: views and foreign tables. */
function buildRelationStatistics(
  row: RelationRow,
  counted: RelationStatisticsRow | undefined,
  indexes: number | null = 0,
): RelationStatistics | null {
  if (row.relkind === "v" || row.relkind === "f") return null;
  const rows = row.reltuples === "-1" ? null : Number(row.reltuples);
  if (counted === undefined) return { rows, bytes: null, counters: null };
  const table = toNumber(counted.table_size);
  const toast = toNumber(counted.toast_size);
  return {
    rows,
    bytes:
      table === null || toast === null || indexes === null
        ? null
        : { table, toast, indexes, total: table + toast + indexes },
    counters:
      counted.seq_scan === null
        ? null
        : {
            sequentialScans: Number(counted.seq_scan),
            sequentialRowsRead: Number(counted.seq_tup_read),
            indexScans: Number(counted.idx_scan ?? 0),
            rowsInserted: Number(counted.n_tup_ins),
            rowsUpdated: Number(counted.n_tup_upd),
            rowsDeleted: Number(counted.n_tup_del),
            liveRows: Number(counted.n_live_tup),
            deadRows: Number(counted.n_dead_tup),
            rowsModified: Number(counted.n_mod_since_analyze),
          },
  };
}

function toNumber(cell: string | null): number | null {
  return cell === null ? null : Number(cell);
}
