/** Rows of user-defined types and free-standing sequences. */
import { compareText } from "../../src/model/names.ts";
import type { QualifiedName } from "../../src/model/shared-parts.ts";
import type { BaseTypeImplementation, DomainType, Sequence, Type } from "../../src/model/types-and-sequences.ts";
import type { BaseTypeRow } from "../queries/base-types.ts";
import type { DomainConstraintRow } from "../queries/domain-constraints.ts";
import type { RangeRow } from "../queries/ranges.ts";
import type { SequenceRow } from "../queries/sequences.ts";
import type { TypeRow } from "../queries/types.ts";
import type { Rows } from "../read/rows.ts";
import { isStandIn } from "../stand-in.ts";
import { AUTOMATIC_NOT_NULL_NAME } from "./constraints.ts";
import { ALIGNMENTS, decodeArray, decodeBoolean, decodeWord, PERSISTENCES, STORAGES } from "./decode.ts";
import { type Directory, groupBy } from "./directory.ts";
import type { StatisticsLookup } from "./statistics.ts";

/** All user-defined types, sorted by schema and name. */
export function assembleTypes(rows: Rows, directory: Directory): Type[] {
  const constraints = groupBy(rows.domainConstraints, (row) => row.contypid);
  const attributes = groupBy(rows.compositeAttributes, (row) => row.reltype);
  const ranges = new Map(rows.ranges.map((row) => [row.rngtypid, row]));
  const baseTypes = new Map(rows.baseTypes.map((row) => [row.oid, row]));
  const toType = (row: TypeRow): Type => {
    const common = {
      schema: row.nspname,
      name: row.typname,
      owner: directory.owner(row.typowner),
      comment: row.description,
      privileges: directory.privileges(row.typacl),
      extension: row.extname,
      origin: null,
    };
    switch (row.typtype) {
      case "e":
        return { kind: "enum", ...common, values: decodeArray(row.enumlabels) };
      case "d":
        return {
          kind: "domain",
          ...common,
          type: row.basetype ?? "",
          notNull: decodeBoolean(row.typnotnull),
          notNullConstraint: buildNotNullConstraint(constraints.get(row.oid) ?? []),
          default: row.typdefault,
          collation: ownCollation(row.typcollation, row.basecollation, directory),
          constraints: (constraints.get(row.oid) ?? [])
            .filter((constraint) => constraint.contype === "c")
            .map((constraint) => ({
              name: constraint.conname,
              validated: decodeBoolean(constraint.convalidated),
              expression: constraint.conbin ?? "",
              definition: constraint.constraintdef,
              comment: constraint.description,
            }))
            .sort((a, b) => compareText(a.name, b.name)),
        };
      case "c":
        return {
          kind: "composite",
          ...common,
          attributes: (attributes.get(row.oid) ?? []).map((attribute) => ({
            name: attribute.attname,
            type: attribute.type,
            collation: ownCollation(attribute.attcollation, attribute.typcollation, directory),
            comment: attribute.description,
          })),
        };
      case "r": {
        const range = ranges.get(row.oid);
        if (range === undefined) throw new Error(`No row was read for the range type ${row.nspname}.${row.typname}.`);
        return { kind: "range", ...common, ...buildRange(range, directory) };
      }
      default:
        return {
          kind: "base",
          ...common,
          implementation: isStandIn(rows.extensions, row.extname) ? null : buildImplementation(baseTypes.get(row.oid)),
        };
    }
  };
  return rows.types.map(toType).sort((a, b) => compareText(a.schema, b.schema) || compareText(a.name, b.name));
}

function buildNotNullConstraint(rows: readonly DomainConstraintRow[]): DomainType["notNullConstraint"] {
  const row = rows.find(({ contype }) => contype === "n");
  if (row === undefined || (row.description === null && AUTOMATIC_NOT_NULL_NAME.test(row.conname))) return null;
  return { name: row.conname, comment: row.description };
}

function buildRange(row: RangeRow, directory: Directory) {
  return {
    subtype: row.subtype,
    multirange: { schema: row.multinamespace, name: row.multiname },
    multirangeComment: row.multidescription,
    collation: ownCollation(row.rngcollation, row.typcollation, directory),
    operatorClass: decodeBoolean(row.opcdefault) ? null : { schema: row.opcnamespace, name: row.opcname },
    canonical: qualified(row.canonicalnamespace, row.canonicalname),
    subtypeDiff: qualified(row.diffnamespace, row.diffname),
  };
}

/** `undefined` for a shell type. */
function buildImplementation(row: BaseTypeRow | undefined): BaseTypeImplementation | null {
  if (row === undefined) return null;
  const unlessNone = (name: string) => (name === "-" ? null : name);
  return {
    input: row.typinput,
    output: row.typoutput,
    receive: unlessNone(row.typreceive),
    send: unlessNone(row.typsend),
    modifierInput: unlessNone(row.typmodin),
    modifierOutput: unlessNone(row.typmodout),
    analyze: unlessNone(row.typanalyze),
    subscript: unlessNone(row.typsubscript),
    length: row.typlen === "-1" ? null : Number(row.typlen),
    passedByValue: decodeBoolean(row.typbyval),
    alignment: decodeWord(ALIGNMENTS, row.typalign),
    storage: decodeWord(STORAGES, row.typstorage),
    category: row.typcategory,
    preferred: decodeBoolean(row.typispreferred),
    default: row.typdefault,
    element: row.element,
    delimiter: row.typdelim,
    collatable: decodeBoolean(row.collatable),
  };
}

function qualified(schema: string | null, name: string | null): QualifiedName | null {
  return schema === null || name === null ? null : { schema, name };
}

/** A collation by oid, `null` where it is the type's own. */
function ownCollation(oid: string, typeCollation: string | null, directory: Directory): QualifiedName | null {
  return oid === "0" || oid === typeCollation ? null : directory.collation(oid);
}

const SEQUENCE_TYPES = { smallint: "smallint", integer: "integer", bigint: "bigint" } as const;

/** Free-standing and owned sequences, sorted by schema and name; identity sequences stand in their column. */
export function assembleSequences(rows: Rows, directory: Directory, statistics: StatisticsLookup): Sequence[] {
  return rows.sequences
    .filter((row) => row.deptype !== "i")
    .map(
      (row): Sequence => ({
        kind: "sequence",
        schema: row.nspname,
        name: row.relname,
        owner: directory.owner(row.relowner),
        comment: row.description,
        persistence: decodeWord(PERSISTENCES, row.relpersistence),
        type: decodeWord(SEQUENCE_TYPES, row.type),
        start: row.seqstart,
        increment: row.seqincrement,
        minimum: row.seqmin,
        maximum: row.seqmax,
        cache: row.seqcache,
        cycle: decodeBoolean(row.seqcycle),
        ownedBy: buildOwner(row),
        lastValue: statistics.lastValue(row.nspname, row.relname),
        privileges: directory.privileges(row.relacl),
        extension: row.extname,
        origin: null,
      }),
    )
    .sort((a, b) => compareText(a.schema, b.schema) || compareText(a.name, b.name));
}

function buildOwner(row: SequenceRow): Sequence["ownedBy"] {
  if (row.ownernamespace === null || row.ownerrelname === null || row.ownerattname === null) return null;
  return { schema: row.ownernamespace, relation: row.ownerrelname, column: row.ownerattname };
}
