/** Collations, conversions and text search objects; those of extensions left out. */
import type { Catalog } from "../model/catalog.ts";
import type { Collation } from "../model/database-objects.ts";
import { quoteLiteral } from "../model/names.ts";
import { keyOf } from "./mentions.ts";
import type { Piece } from "./order.ts";
import { comment, join, qualified } from "./words.ts";

export function buildTextSupportPieces(catalog: Catalog): Piece[] {
  const isOwn = (object: { extension: string | null }) => object.extension === null;
  return [
    ...catalog.collations.filter(isOwn).map(buildCollationPiece),
    ...catalog.conversions.filter(isOwn).map(
      (conversion): Piece => ({
        defines: [keyOf(conversion.schema, conversion.name)],
        statements: [
          join(
            "CREATE",
            conversion.default && "DEFAULT",
            `CONVERSION ${qualified(conversion)} FOR ${quoteLiteral(conversion.source)} TO ${quoteLiteral(conversion.target)}`,
            `FROM ${conversion.function}`,
          ),
          ...comment(`CONVERSION ${qualified(conversion)}`, conversion.comment),
        ],
      }),
    ),
    ...catalog.textSearchObjects.filter(isOwn).map(
      (object): Piece => ({
        defines: [keyOf(object.schema, object.name)],
        statements: [
          ...object.definition,
          ...comment(`${object.kind.toUpperCase()} ${qualified(object)}`, object.comment),
        ],
      }),
    ),
  ];
}

function buildCollationPiece(collation: Collation): Piece {
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
}
