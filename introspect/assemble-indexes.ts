/** Index rows to indexes. */
import type { Index, IndexKey } from "../src/model/index-definition.ts";
import { decodeArray, decodeBoolean, decodeOptions, decodeVector } from "./decode.ts";
import type { Directory } from "./directory.ts";
import type { IndexRow } from "./queries/indexes.ts";

/** Bits of pg_index.indoption. */
const DESCENDING = 1;
const NULLS_FIRST = 2;

/** pg_collation's `default`, which every server has under this oid. */
const DEFAULT_COLLATION = "100";

/** `null` where another session's lock hides its definition. */
export function toIndex(row: IndexRow, directory: Directory, statistics: Index["statistics"]): Index | null {
  if (row.indexdef === null) return null;
  const columns = decodeVector(row.indkey);
  const keyLength = Number(row.indnkeyatts);
  return {
    kind: "index",
    name: row.relname,
    method: row.amname,
    unique: decodeBoolean(row.indisunique),
    nullsNotDistinct: decodeBoolean(row.indnullsnotdistinct),
    valid: decodeBoolean(row.indisvalid),
    ready: decodeBoolean(row.indisready),
    live: decodeBoolean(row.indislive),
    clustered: decodeBoolean(row.indisclustered),
    replicaIdentity: decodeBoolean(row.indisreplident),
    key: toKey(row, columns.slice(0, keyLength), directory),
    included: columns.slice(keyLength).map((attnum) => directory.columnName(row.indrelid, attnum)),
    predicate: row.indpred,
    constraint: row.conname,
    options: decodeOptions(row.reloptions),
    tablespace: row.spcname,
    definition: row.indexdef,
    comment: row.description,
    statistics,
    origin: null,
  };
}

function toKey(row: IndexRow, columns: string[], directory: Directory): IndexKey[] {
  const options = decodeVector(row.indoption);
  const operatorClasses = decodeVector(row.indclass);
  const collations = decodeVector(row.indcollation);
  const expressions = decodeArray(row.indexprs);
  const ordered = decodeBoolean(row.can_order);
  const operatorClassOptions = new Map<number, string>(
    row.attoptions === null ? [] : (JSON.parse(row.attoptions) as [number, string][]),
  );
  return columns.map((attnum, position) => {
    const bits = Number(options[position]);
    const column = attnum === "0" ? null : attnum;
    const ownCollation =
      column === null
        ? DEFAULT_COLLATION
        : directory.columns(row.indrelid).find((candidate) => candidate.attnum === column)?.attcollation;
    const collation = collations[position] as string;
    return {
      column: column === null ? null : directory.columnName(row.indrelid, column),
      expression: column === null ? (expressions.shift() ?? null) : null,
      order: ordered ? ((bits & DESCENDING) !== 0 ? "desc" : "asc") : null,
      nulls: ordered ? ((bits & NULLS_FIRST) !== 0 ? "first" : "last") : null,
      collation: collation === "0" || collation === ownCollation ? null : directory.collation(collation),
      operatorClass: {
        ...directory.operatorClass(operatorClasses[position] as string),
        options: decodeOptions(operatorClassOptions.get(position + 1) ?? null),
      },
    };
  });
}
