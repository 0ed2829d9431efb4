/** Casts, operators, and operator classes and families; those of extensions left out. */

import type { Catalog } from "../model/catalog.ts";
import { quoteIdentifier } from "../model/names.ts";
import type { Cast, Operator, OperatorClass } from "../model/operators.ts";
import { qualifiedKey } from "../model/shared-parts.ts";
import { keyOfDefaultClass, keyOfKind, mentionsOf } from "./mentions.ts";
import type { Piece } from "./order.ts";
import { comment, join, qualified } from "./words.ts";

export function buildOperatorPieces(catalog: Catalog): Piece[] {
  const isOwn = (object: { extension: string | null }) => object.extension === null;
  const classes = catalog.operatorClasses.filter(isOwn);
  return [
    ...catalog.operators.filter(isOwn).map(buildOperatorPiece),
    ...classes.map(buildClassPiece),
    ...classes.flatMap(buildFamilyMembersPiece),
    ...catalog.casts.filter(isOwn).map(buildCastPiece),
  ];
}

/** `OPERATOR app.=== (text, text)`, as ALTER and COMMENT ON name it. */
export function operatorSubject(operator: Operator): string {
  return `OPERATOR ${nameOf(operator)} (${operator.left ?? "NONE"}, ${operator.right ?? "NONE"})`;
}

/** `OPERATOR CLASS app.marks USING btree`, as ALTER and COMMENT ON name it. */
export function operatorClassSubject(object: OperatorClass): string {
  return `${object.kind.toUpperCase()} ${qualified(object)} USING ${quoteIdentifier(object.method)}`;
}

function nameOf(operator: Operator): string {
  return `${quoteIdentifier(operator.schema)}.${operator.name}`;
}

/** A commutator or negator that is not there yet is made as a shell, which its own statement then fills. */
function buildOperatorPiece(operator: Operator): Piece {
  const options = [
    operator.left !== null && `LEFTARG = ${operator.left}`,
    operator.right !== null && `RIGHTARG = ${operator.right}`,
    `FUNCTION = ${operator.function}`,
    operator.commutator !== null && `COMMUTATOR = OPERATOR(${operator.commutator})`,
    operator.negator !== null && `NEGATOR = OPERATOR(${operator.negator})`,
    operator.restrict !== null && `RESTRICT = ${operator.restrict}`,
    operator.join !== null && `JOIN = ${operator.join}`,
    operator.hashes && "HASHES",
    operator.merges && "MERGES",
  ].filter((option) => option !== false);
  return {
    defines: [qualifiedKey(operator)],
    statements: [
      `CREATE OPERATOR ${nameOf(operator)} (${options.join(", ")})`,
      ...comment(operatorSubject(operator), operator.comment),
    ],
  };
}

/** A class with its members; a family without, since they come after its classes. */
function buildClassPiece(object: OperatorClass): Piece {
  const using = `USING ${quoteIdentifier(object.method)}`;
  const create =
    object.kind === "operator family"
      ? `CREATE OPERATOR FAMILY ${qualified(object)} ${using}`
      : join(
          `CREATE OPERATOR CLASS ${qualified(object)}`,
          object.default && "DEFAULT",
          `FOR TYPE ${object.type} ${using} FAMILY ${qualified(object.family)} AS`,
          // One entry there must be, and the type itself is what is stored by itself.
          [
            ...(object.storage === null && membersOf(object).length > 0
              ? []
              : [`STORAGE ${object.storage ?? object.type}`]),
            ...membersOf(object),
          ].join(", "),
        );
  return {
    defines: [
      qualifiedKey(object),
      ...(object.kind === "operator class" && object.default
        ? [...mentionsOf(object.type)].map(keyOfDefaultClass)
        : []),
    ],
    statements: [create, ...comment(operatorClassSubject(object), object.comment)],
    needs: [keyOfKind("access method", object.method)],
  };
}

/** What a family holds beyond its classes. */
function buildFamilyMembersPiece(object: OperatorClass): Piece[] {
  const members = object.kind === "operator family" ? membersOf(object) : [];
  if (members.length === 0) return [];
  return [{ defines: [], statements: [`ALTER ${operatorClassSubject(object)} ADD ${members.join(", ")}`] }];
}

function membersOf({ operators, functions }: OperatorClass): string[] {
  return [
    ...operators.map(({ number, operator, orderFamily }) =>
      join(`OPERATOR ${number} ${operator}`, orderFamily !== null && `FOR ORDER BY ${qualified(orderFamily)}`),
    ),
    ...functions.map(({ number, left, right, function: name }) => `FUNCTION ${number} (${left}, ${right}) ${name}`),
  ];
}

function buildCastPiece(cast: Cast): Piece {
  const subject = `CAST (${cast.source} AS ${cast.target})`;
  const method =
    cast.method === "inout"
      ? "WITH INOUT"
      : cast.function === null
        ? "WITHOUT FUNCTION"
        : `WITH FUNCTION ${cast.function}`;
  const context = { explicit: null, assignment: "AS ASSIGNMENT", implicit: "AS IMPLICIT" }[cast.context];
  return { defines: [], statements: [join(`CREATE ${subject}`, method, context), ...comment(subject, cast.comment)] };
}
