/** Types, routines, sequences, and what supports types. */
import type { Catalog } from "../model/catalog.ts";
import { quoteIdentifier, quoteLiteral, quoteQualified } from "../model/names.ts";
import type { Routine } from "../model/routine.ts";
import type { Sequence, Type } from "../model/types-and-sequences.ts";
import { keyOf } from "./mentions.ts";
import type { Piece } from "./order.ts";
import { comment, join, qualified } from "./words.ts";

/** A user's type. A base type is made as a shell: the catalog does not hold what its functions are. */
export function toTypePiece(type: Type): Piece {
  const name = qualified(type);
  const keyword = type.kind === "domain" ? "DOMAIN" : "TYPE";
  const defines = [keyOf(type.schema, type.name)];
  const statements: string[] = [];
  switch (type.kind) {
    case "enum":
      statements.push(`CREATE TYPE ${name} AS ENUM (${type.values.map(quoteLiteral).join(", ")})`);
      break;
    case "composite": {
      const attributes = type.attributes.map((attribute) =>
        join(
          quoteIdentifier(attribute.name),
          attribute.type,
          attribute.collation !== null && `COLLATE ${qualified(attribute.collation)}`,
        ),
      );
      statements.push(`CREATE TYPE ${name} AS (${attributes.join(", ")})`);
      for (const attribute of type.attributes) {
        statements.push(...comment(`COLUMN ${name}.${quoteIdentifier(attribute.name)}`, attribute.comment));
      }
      break;
    }
    case "range": {
      const options = [
        `subtype = ${type.subtype}`,
        type.operatorClass !== null && `subtype_opclass = ${qualified(type.operatorClass)}`,
        type.collation !== null && `collation = ${qualified(type.collation)}`,
        type.canonical !== null && `canonical = ${qualified(type.canonical)}`,
        type.subtypeDiff !== null && `subtype_diff = ${qualified(type.subtypeDiff)}`,
        `multirange_type_name = ${qualified(type.multirange)}`,
      ].filter((option) => option !== false);
      defines.push(keyOf(type.multirange.schema, type.multirange.name));
      statements.push(`CREATE TYPE ${name} AS RANGE (${options.join(", ")})`);
      break;
    }
    case "domain": {
      const constraints = type.constraints
        .filter((constraint) => constraint.validated)
        .map((constraint) => `CONSTRAINT ${quoteIdentifier(constraint.name)} ${constraint.definition}`);
      statements.push(
        join(
          `CREATE DOMAIN ${name} AS ${type.type}`,
          type.collation !== null && `COLLATE ${qualified(type.collation)}`,
          type.default !== null && `DEFAULT ${type.default}`,
          type.notNull && "NOT NULL",
          ...constraints,
        ),
      );
      for (const constraint of type.constraints) {
        const named = quoteIdentifier(constraint.name);
        if (!constraint.validated) {
          statements.push(`ALTER DOMAIN ${name} ADD CONSTRAINT ${named} ${constraint.definition}`);
        }
        statements.push(...comment(`CONSTRAINT ${named} ON DOMAIN ${name}`, constraint.comment));
      }
      break;
    }
    case "base":
      statements.push(`CREATE TYPE ${name}`);
  }
  statements.push(...comment(`${keyword} ${name}`, type.comment));
  return { defines, statements };
}

/** `FUNCTION app.f(integer)`: what names a routine in other statements. */
export function routineSubject(routine: Routine): string {
  const keyword = routine.kind === "procedure" ? "PROCEDURE" : routine.kind === "aggregate" ? "AGGREGATE" : "FUNCTION";
  const signature = routine.kind === "aggregate" && routine.identity === "" ? "*" : routine.identity;
  return `${keyword} ${qualified(routine)}(${signature})`;
}

export function toRoutinePiece(routine: Routine): Piece {
  return {
    defines: [keyOf(routine.schema, routine.name)],
    statements: [routine.definition.trimEnd(), ...comment(routineSubject(routine), routine.comment)],
  };
}

/** Without its owner column, which comes later. */
export function toSequencePiece(sequence: Sequence): Piece {
  const name = qualified(sequence);
  return {
    defines: [keyOf(sequence.schema, sequence.name)],
    statements: [
      join(
        sequence.persistence === "unlogged" ? "CREATE UNLOGGED SEQUENCE" : "CREATE SEQUENCE",
        `${name} AS ${sequence.type}`,
        sequenceOptions(sequence, sequence.type),
      ),
      ...comment(`SEQUENCE ${name}`, sequence.comment),
    ],
  };
}

const LARGEST: Readonly<Record<string, string>> = {
  smallint: "32767",
  integer: "2147483647",
  bigint: "9223372036854775807",
};

/** The options of a sequence over an integer type that are not as CREATE SEQUENCE takes them unsaid. */
export function sequenceOptions(
  sequence: Pick<Sequence, "start" | "increment" | "minimum" | "maximum" | "cache" | "cycle">,
  type: string,
): string {
  const { start, increment, minimum, maximum, cache, cycle } = sequence;
  const descending = increment.startsWith("-");
  return join(
    start !== (descending ? maximum : minimum) && `START WITH ${start}`,
    increment !== "1" && `INCREMENT BY ${increment}`,
    (descending || minimum !== "1") && `MINVALUE ${minimum}`,
    (descending || maximum !== LARGEST[type]) && `MAXVALUE ${maximum}`,
    cache !== "1" && `CACHE ${cache}`,
    cycle && "CYCLE",
  );
}

/** Collations, operators, casts and text search objects; those of extensions left out. */
export function toTypeSupportPieces(catalog: Catalog): Piece[] {
  const collations = catalog.collations
    .filter((collation) => collation.extension === null)
    .map((collation): Piece => {
      const name = qualified(collation);
      const locale = quoteLiteral(collation.locale ?? "");
      const options = [
        `provider = ${collation.provider}`,
        collation.characterType === null
          ? `locale = ${locale}`
          : `lc_collate = ${locale}, lc_ctype = ${quoteLiteral(collation.characterType)}`,
        !collation.deterministic && "deterministic = false",
        collation.rules !== null && `rules = ${quoteLiteral(collation.rules)}`,
      ].filter((option) => option !== false);
      return {
        defines: [keyOf(collation.schema, collation.name)],
        statements: [
          `CREATE COLLATION ${name} (${options.join(", ")})`,
          ...comment(`COLLATION ${name}`, collation.comment),
        ],
      };
    });
  const operators = catalog.operators
    .filter((operator) => operator.extension === null)
    .map((operator): Piece => {
      const name = `${quoteIdentifier(operator.schema)}.${operator.name}`;
      const options = [
        operator.left !== null && `LEFTARG = ${operator.left}`,
        operator.right !== null && `RIGHTARG = ${operator.right}`,
        `FUNCTION = ${operator.function}`,
      ].filter((option) => option !== false);
      const sides = `${operator.left ?? "NONE"}, ${operator.right ?? "NONE"}`;
      return {
        defines: [keyOf(operator.schema, operator.name)],
        statements: [
          `CREATE OPERATOR ${name} (${options.join(", ")})`,
          ...comment(`OPERATOR ${name} (${sides})`, operator.comment),
        ],
      };
    });
  const casts = catalog.casts
    .filter((cast) => cast.extension === null)
    .map((cast): Piece => {
      const subject = `CAST (${cast.source} AS ${cast.target})`;
      const method =
        cast.method === "inout"
          ? "WITH INOUT"
          : cast.function === null
            ? "WITHOUT FUNCTION"
            : `WITH FUNCTION ${cast.function}`;
      const context = { explicit: null, assignment: "AS ASSIGNMENT", implicit: "AS IMPLICIT" }[cast.context];
      return {
        defines: [],
        statements: [join(`CREATE ${subject}`, method, context), ...comment(subject, cast.comment)],
      };
    });
  const textSearchObjects = catalog.textSearchObjects
    .filter((object) => object.extension === null)
    .map(
      (object): Piece => ({
        defines: [keyOf(object.schema, object.name)],
        statements: [
          ...object.definition,
          ...comment(`${object.kind.toUpperCase()} ${qualified(object)}`, object.comment),
        ],
      }),
    );
  return [...collations, ...operators, ...casts, ...textSearchObjects];
}

/** `ALTER SEQUENCE … OWNED BY`. */
export function toSequenceOwners(sequences: readonly Sequence[]): string[] {
  return sequences.flatMap((sequence) => {
    if (sequence.ownedBy === null) return [];
    const { schema, relation, column } = sequence.ownedBy;
    return [
      `ALTER SEQUENCE ${qualified(sequence)} OWNED BY ${quoteQualified(schema, relation)}.${quoteIdentifier(column)}`,
    ];
  });
}
