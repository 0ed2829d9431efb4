/** Types: enums, composites, domains, ranges and base types. */

import { quoteIdentifier, quoteLiteral } from "../model/names.ts";
import { qualifiedKey } from "../model/shared-parts.ts";
import type { CompositeType, DomainType, RangeType, Type } from "../model/types-and-sequences.ts";
import { formatBaseTypeOptions, typeFunctionsOf } from "./base-types.ts";
import { keyOfDefaultClass, mentionsOf } from "./mentions.ts";
import type { Piece } from "./order.ts";
import { comment, join, qualified } from "./words.ts";

/**
 * The types that their own functions take or return, as shells: before anything else, since the functions come between
 * the shell and the type.
 */
export function formatShellTypes(types: readonly Type[]): string[] {
  return types.filter((type) => typeFunctionsOf(type).length > 0).map((type) => `CREATE TYPE ${qualified(type)}`);
}

/** A user's type. One with functions of its own takes the place of its shell. */
export function buildTypePiece(type: Type): Piece {
  const name = qualified(type);
  const defines = [qualifiedKey(type)];
  const about = comment(`${type.kind === "domain" ? "DOMAIN" : "TYPE"} ${name}`, type.comment);
  switch (type.kind) {
    case "enum":
      return {
        defines,
        statements: [`CREATE TYPE ${name} AS ENUM (${type.values.map(quoteLiteral).join(", ")})`, ...about],
      };
    case "composite":
      return { defines, statements: [...formatComposite(type, name), ...about] };
    case "range":
      defines.push(qualifiedKey(type.multirange));
      return {
        defines,
        statements: [
          formatRange(type, name),
          ...about,
          ...comment(`TYPE ${qualified(type.multirange)}`, type.multirangeComment),
        ],
        needs: [...mentionsOf(type.subtype)].map(keyOfDefaultClass),
      };
    case "domain":
      return buildDomainPiece(type, defines, about);
    case "base": {
      const options = type.implementation === null ? "" : ` (${formatBaseTypeOptions(type.implementation).join(", ")})`;
      return { defines, statements: [`CREATE TYPE ${name}${options}`, ...about] };
    }
  }
}

function formatComposite(type: CompositeType, name: string): string[] {
  const attributes = type.attributes.map((attribute) =>
    join(
      quoteIdentifier(attribute.name),
      attribute.type,
      attribute.collation !== null && `COLLATE ${qualified(attribute.collation)}`,
    ),
  );
  return [
    `CREATE TYPE ${name} AS (${attributes.join(", ")})`,
    ...type.attributes.flatMap((attribute) =>
      comment(`COLUMN ${name}.${quoteIdentifier(attribute.name)}`, attribute.comment),
    ),
  ];
}

function formatRange(type: RangeType, name: string): string {
  const options = [
    `subtype = ${type.subtype}`,
    type.operatorClass !== null && `subtype_opclass = ${qualified(type.operatorClass)}`,
    type.collation !== null && `collation = ${qualified(type.collation)}`,
    type.canonical !== null && `canonical = ${qualified(type.canonical)}`,
    type.subtypeDiff !== null && `subtype_diff = ${qualified(type.subtypeDiff)}`,
    `multirange_type_name = ${qualified(type.multirange)}`,
  ].filter((option) => option !== false);
  return `CREATE TYPE ${name} AS RANGE (${options.join(", ")})`;
}

/** Its default and checks can come later, where what they call takes the domain itself. */
function buildDomainPiece(type: DomainType, defines: string[], about: string[]): Piece {
  const name = qualified(type);
  const named = type.notNullConstraint;
  const clauseOf = ({ name: constraint, definition }: DomainType["constraints"][number]) =>
    `CONSTRAINT ${quoteIdentifier(constraint)} ${definition}`;
  const create = (byDefault: string | null, constraints: DomainType["constraints"]) =>
    join(
      `CREATE DOMAIN ${name} AS ${type.type}`,
      type.collation !== null && `COLLATE ${qualified(type.collation)}`,
      byDefault !== null && `DEFAULT ${byDefault}`,
      type.notNull && join(named !== null && `CONSTRAINT ${quoteIdentifier(named.name)}`, "NOT NULL"),
      ...constraints.map(clauseOf),
    );
  const add = (constraints: DomainType["constraints"]) =>
    constraints.map((constraint) => `ALTER DOMAIN ${name} ADD ${clauseOf(constraint)}`);
  const comments = [
    ...[...(named === null ? [] : [named]), ...type.constraints].flatMap((constraint) =>
      comment(`CONSTRAINT ${quoteIdentifier(constraint.name)} ON DOMAIN ${name}`, constraint.comment),
    ),
    ...about,
  ];
  const valid = type.constraints.filter((constraint) => constraint.validated);
  const later = type.constraints.filter((constraint) => !constraint.validated);
  return {
    defines,
    statements: [create(type.default, valid), ...add(later), ...comments],
    steps: () => {
      const plain = type.default === null || mentionsOf(type.default).size === 0 ? type.default : null;
      const simple = valid.filter((constraint) => mentionsOf(constraint.definition).size === 0);
      return [
        { defines, statements: [create(plain, simple)] },
        {
          defines: [],
          statements: [
            ...(plain === type.default ? [] : [`ALTER DOMAIN ${name} SET DEFAULT ${type.default}`]),
            ...add(valid.filter((constraint) => !simple.includes(constraint))),
            ...add(later),
            ...comments,
          ],
        },
      ];
    },
  };
}
