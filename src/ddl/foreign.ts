/** Foreign data wrappers, servers and user mappings. Masked options stay masked. */
import type { Catalog } from "../model/catalog.ts";
import { quoteIdentifier, quoteLiteral } from "../model/names.ts";
import { keyOfKind } from "./mentions.ts";
import type { Piece } from "./order.ts";
import { comment, foreignOptions, join, qualified, role } from "./words.ts";

export function buildForeignPieces(catalog: Catalog): Piece[] {
  const isOwn = (object: { extension: string | null }) => object.extension === null;
  const wrappers = catalog.foreignDataWrappers.filter(isOwn).map((wrapper): Piece => {
    const name = quoteIdentifier(wrapper.name);
    return {
      defines: [keyOfKind("foreign data wrapper", wrapper.name)],
      statements: [
        join(
          `CREATE FOREIGN DATA WRAPPER ${name}`,
          wrapper.handler !== null && `HANDLER ${qualified(wrapper.handler)}`,
          wrapper.validator !== null && `VALIDATOR ${qualified(wrapper.validator)}`,
          foreignOptions(wrapper.options),
        ),
        ...comment(`FOREIGN DATA WRAPPER ${name}`, wrapper.comment),
      ],
    };
  });
  const servers = catalog.foreignServers.filter(isOwn).map((server): Piece => {
    const name = quoteIdentifier(server.name);
    return {
      defines: [keyOfKind("foreign server", server.name)],
      statements: [
        join(
          `CREATE SERVER ${name}`,
          server.type !== null && `TYPE ${quoteLiteral(server.type)}`,
          server.version !== null && `VERSION ${quoteLiteral(server.version)}`,
          `FOREIGN DATA WRAPPER ${quoteIdentifier(server.wrapper)}`,
          foreignOptions(server.options),
        ),
        ...comment(`SERVER ${name}`, server.comment),
        ...server.userMappings.map((mapping) =>
          join(`CREATE USER MAPPING FOR ${role(mapping.role)} SERVER ${name}`, foreignOptions(mapping.options ?? [])),
        ),
      ],
      needs: [keyOfKind("foreign data wrapper", server.wrapper)],
    };
  });
  return [...wrappers, ...servers];
}
