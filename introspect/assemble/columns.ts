/** Column rows to columns. */
import type { Column, Identity, TypeParts } from "../../src/model/column.ts";
import type { ColumnTypeRow } from "../queries/column-types.ts";
import type { ColumnRow } from "../queries/columns.ts";
import type { RelationRow } from "../queries/relations.ts";
import type { SequenceRow } from "../queries/sequences.ts";
import type { Rows } from "../read/rows.ts";
import { isStandIn } from "../stand-in.ts";
import {
  COMPRESSIONS,
  decodeArray,
  decodeBoolean,
  decodeOptions,
  decodeWord,
  GENERATION_KINDS,
  IDENTITY_GENERATIONS,
  STORAGES,
  TYPE_KINDS,
} from "./decode.ts";
import type { Directory } from "./directory.ts";
import { maskOptions, maskText } from "./secrets.ts";
import type { StatisticsLookup } from "./statistics.ts";
import { decodeColumnOptions } from "./storage-options.ts";

/** Columns of a relation, in the order of attnum. */
export type ColumnAssembler = (relation: RelationRow) => Column[];

export function buildColumnAssembler(rows: Rows, directory: Directory, statistics: StatisticsLookup): ColumnAssembler {
  const types = new Map(rows.columnTypes.map((row) => [row.oid, row]));
  const identitySequences = new Map<string, SequenceRow>();
  for (const row of rows.sequences) {
    if (row.deptype === "i") identitySequences.set(`${row.ownerrelid} ${row.ownerattname}`, row);
  }
  // From 18 on a NOT NULL that is not yet validated is a constraint too, and the column may still hold NULL.
  const unvalidated = new Set<string>();
  for (const row of rows.constraints) {
    if (row.contype === "n" && !decodeBoolean(row.convalidated)) {
      unvalidated.add(`${row.conrelid} ${decodeArray(row.conkey)[0]}`);
    }
  }

  const standIns = new Set(
    rows.types.filter(({ extname }) => isStandIn(rows.extensions, extname)).map(({ oid }) => oid),
  );

  // Columns of one type share its parts: there are many columns, and few types.
  const knownTypeParts = new Map<string, TypeParts>();
  const typePartsOf = (row: ColumnRow): TypeParts => {
    const key = `${row.atttypid} ${row.atttypmod}`;
    const parts = knownTypeParts.get(key) ?? buildTypeParts(types, standIns, row.atttypid, Number(row.atttypmod));
    knownTypeParts.set(key, parts);
    return parts;
  };

  const buildIdentity = (row: ColumnRow, sequence: SequenceRow | undefined): Identity | null => {
    if (row.attidentity === "") return null;
    return {
      generation: decodeWord(IDENTITY_GENERATIONS, row.attidentity),
      sequence:
        sequence === undefined
          ? null
          : {
              schema: sequence.nspname,
              name: sequence.relname,
              start: sequence.seqstart,
              increment: sequence.seqincrement,
              minimum: sequence.seqmin,
              maximum: sequence.seqmax,
              cache: sequence.seqcache,
              cycle: decodeBoolean(sequence.seqcycle),
              lastValue: statistics.lastValue(sequence.nspname, sequence.relname),
              comment: sequence.description,
              privileges: directory.privileges(sequence.relacl),
            },
    };
  };

  const buildColumn = (relation: RelationRow, row: ColumnRow): Column => ({
    kind: "column",
    name: row.attname,
    type: row.type,
    typeParts: typePartsOf(row),
    nullable: !decodeBoolean(row.attnotnull) || unvalidated.has(`${row.attrelid} ${row.attnum}`),
    default: row.attgenerated === "" && row.adbin !== null ? maskText(row.adbin) : null,
    identity: buildIdentity(row, identitySequences.get(`${row.attrelid} ${row.attname}`)),
    generated:
      row.attgenerated === ""
        ? null
        : { expression: row.adbin ?? "", kind: decodeWord(GENERATION_KINDS, row.attgenerated) },
    collation:
      row.attcollation === "0" || row.attcollation === types.get(row.atttypid)?.typcollation
        ? null
        : directory.collation(row.attcollation),
    storage: row.attstorage === null ? null : decodeWord(STORAGES, row.attstorage),
    compression: row.attcompression === "" ? null : decodeWord(COMPRESSIONS, row.attcompression),
    statisticsTarget: row.attstattarget === null || row.attstattarget === "-1" ? null : Number(row.attstattarget),
    options: decodeColumnOptions(row.attoptions),
    foreignOptions: maskOptions(decodeOptions(row.attfdwoptions)),
    local: decodeBoolean(row.attislocal),
    inheritedFrom: decodeBoolean(relation.relispartition)
      ? []
      : decodeArray(relation.inhparents)
          .filter((parent) => directory.columns(parent).some((column) => column.attname === row.attname))
          .map((parent) => directory.relationName(parent)),
    comment: row.description,
    privileges: directory.privileges(row.attacl),
    statistics: statistics.column(relation.nspname, relation.relname, row.attname),
    origin: null,
  });
  return (relation) => directory.columns(relation.oid).map((row) => buildColumn(relation, row));
}

/** One step down: an array's element type, with the modifier passed on. */
function elementOf(types: ReadonlyMap<string, ColumnTypeRow>, oid: string): { row: ColumnTypeRow; array: boolean } {
  const row = types.get(oid);
  if (row === undefined) throw new Error(`No row was read for the type with oid ${oid}.`);
  if (row.typelem === "0") return { row, array: false };
  return { row: elementOf(types, row.typelem).row, array: true };
}

function buildTypeParts(
  types: ReadonlyMap<string, ColumnTypeRow>,
  standIns: ReadonlySet<string>,
  oid: string,
  modifier: number,
): TypeParts {
  const own = elementOf(types, oid);
  let base = own;
  let baseModifier = modifier;
  while (base.row.typtype === "d") {
    // The modifier belongs to the base: numeric(5,2) below the domain, not to the column that has the domain.
    baseModifier = Number(base.row.typtypmod);
    const below = elementOf(types, base.row.typbasetype);
    base = { row: below.row, array: base.array || below.array };
  }
  // The number that a stand-in keeps for its modifiers means nothing elsewhere.
  const modifierOf = ({ oid: type }: ColumnTypeRow, value: number) =>
    value === -1 || standIns.has(type) ? null : value;
  const kindOf = ({ oid: type, typtype }: ColumnTypeRow) =>
    standIns.has(type) ? "stand-in" : decodeWord(TYPE_KINDS, typtype);
  const kind = kindOf(base.row);
  return {
    schema: own.row.nspname,
    name: own.row.typname,
    kind: kindOf(own.row),
    array: own.array,
    modifier: modifierOf(own.row, modifier),
    base: {
      schema: base.row.nspname,
      name: base.row.typname,
      // The loop above ends below every domain.
      kind: kind as Exclude<typeof kind, "domain">,
      array: base.array,
      modifier: modifierOf(base.row, baseModifier),
    },
  };
}
