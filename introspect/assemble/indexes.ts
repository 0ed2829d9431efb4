/** Index rows to indexes. */
import type { Index, IndexKey } from "../../src/model/index-definition.ts";
import { quoteIdentifier, quoteLiteral, quoteQualified } from "../../src/model/names.ts";
import type { QualifiedName } from "../../src/model/shared-parts.ts";
import type { IndexRow } from "../queries/indexes.ts";
import type { RelationRow } from "../queries/relations.ts";
import { decodeArray, decodeBoolean, decodeVector } from "./decode.ts";
import type { Directory } from "./directory.ts";
import { decodeIndexOptions, decodeOperatorClassParameters } from "./storage-options.ts";

/** Bits of pg_index.indoption. */
const DESCENDING = 1;
const NULLS_FIRST = 2;

/** pg_collation's `default`, which every server has under this oid. */
const DEFAULT_COLLATION = "100";

/**
 * Where another session's lock hides the definition, it is put together from the parts; `null` where those are hidden
 * too, since the index has an expression or a predicate.
 */
export function buildIndex(row: IndexRow, directory: Directory, statistics: Index["statistics"]): Index | null {
  const columns = decodeVector(row.indkey);
  const keyLength = Number(row.indnkeyatts);
  const hidden = row.indexdef === null && (columns.includes("0") || decodeBoolean(row.has_predicate));
  if (hidden) return null;
  const index: Index = {
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
    key: buildKey(row, columns.slice(0, keyLength), directory),
    included: columns.slice(keyLength).map((attnum) => directory.columnName(row.indrelid, attnum)),
    predicate: row.indpred,
    constraint: row.conname,
    options: decodeIndexOptions(row.reloptions, row.amname),
    tablespace: row.spcname,
    definition: row.indexdef ?? "",
    comment: row.description,
    statistics,
    origin: null,
  };
  return row.indexdef === null
    ? { ...index, definition: formatDefinition(index, directory.relation(row.indrelid)) }
    : index;
}

/** As pg_get_indexdef prints an index on columns only. */
function formatDefinition(index: Index, relation: RelationRow): string {
  const entries = index.key.map((entry) => {
    const { operatorClass, collation } = entry;
    const usualNulls = entry.order === "desc" ? "first" : "last";
    const options = operatorClass.options.map(({ name, value }) => `${quoteIdentifier(name)}=${quoteLiteral(value)}`);
    return [
      quoteIdentifier(entry.column ?? ""),
      collation === null ? null : `COLLATE ${formatName(collation)}`,
      operatorClass.default && options.length === 0 ? null : formatName(operatorClass),
      options.length === 0 ? null : `(${options.join(", ")})`,
      entry.order === "desc" ? "DESC" : null,
      entry.nulls === null || entry.nulls === usualNulls ? null : `NULLS ${entry.nulls.toUpperCase()}`,
    ]
      .filter((part) => part !== null)
      .join(" ");
  });
  const options = index.options.map(({ name, value }) => `${quoteIdentifier(name)}=${quoteLiteral(value)}`);
  return [
    `CREATE ${index.unique ? "UNIQUE " : ""}INDEX ${quoteIdentifier(index.name)}`,
    `ON ${relation.relkind === "p" ? "ONLY " : ""}${quoteQualified(relation.nspname, relation.relname)}`,
    `USING ${index.method} (${entries.join(", ")})`,
    index.included.length === 0 ? null : `INCLUDE (${index.included.map(quoteIdentifier).join(", ")})`,
    index.nullsNotDistinct ? "NULLS NOT DISTINCT" : null,
    options.length === 0 ? null : `WITH (${options.join(", ")})`,
  ]
    .filter((part) => part !== null)
    .join(" ");
}

function formatName(name: QualifiedName): string {
  return name.schema === "pg_catalog" ? quoteIdentifier(name.name) : quoteQualified(name.schema, name.name);
}

function buildKey(row: IndexRow, columns: string[], directory: Directory): IndexKey[] {
  const options = decodeVector(row.indoption);
  const operatorClasses = decodeVector(row.indclass);
  const collations = decodeVector(row.indcollation);
  const expressions = decodeArray(row.indexprs);
  const ordered = decodeBoolean(row.can_order);
  const settings = new Map(
    row.attoptions === null
      ? []
      : (JSON.parse(row.attoptions) as [number, string | null, number | null][]).map((entry) => [entry[0], entry]),
  );
  return columns.map((attnum, position) => {
    const bits = Number(options[position]);
    const [, operatorClassOptions = null, target = null] = settings.get(position + 1) ?? [];
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
        options: decodeOperatorClassParameters(operatorClassOptions),
      },
      // Before 17 the default is -1.
      statisticsTarget: target === -1 ? null : target,
    };
  });
}
