/** Collations, conversions and text search objects; those of extensions left out. */

import type { Catalog } from "../model/catalog.ts";
import type { Collation } from "../model/database-objects.ts";
import { quoteLiteral } from "../model/names.ts";
import { qualifiedKey } from "../model/shared-parts.ts";
import type { Piece } from "./order.ts";
import { comment, join, qualified } from "./words.ts";

export function buildTextSupportPieces(catalog: Catalog): Piece[] {
  const isOwn = (object: { extension: string | null }) => object.extension === null;
  return [
    ...catalog.collations.filter(isOwn).map(buildCollationPiece),
    ...catalog.conversions.filter(isOwn).map(
      (conversion): Piece => ({
        defines: [qualifiedKey(conversion)],
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
        defines: [qualifiedKey(object)],
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
    defines: [qualifiedKey(collation)],
    statements: [
      `CREATE COLLATION ${name} (${options.join(", ")})`,
      ...comment(`COLLATION ${name}`, collation.comment),
    ],
  };
}
