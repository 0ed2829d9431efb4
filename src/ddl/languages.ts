/** Languages, transforms and access methods; those of extensions left out. */
import type { Catalog } from "../model/catalog.ts";
import { quoteIdentifier } from "../model/names.ts";
import { keyOfKind } from "./mentions.ts";
import type { Piece } from "./order.ts";
import { comment, join, qualified } from "./words.ts";

export function buildLanguagePieces(catalog: Catalog): Piece[] {
  const isOwn = (object: { extension: string | null }) => object.extension === null;
  const languages = catalog.languages.filter(isOwn).map((language): Piece => {
    const name = quoteIdentifier(language.name);
    return {
      defines: [keyOfKind("language", language.name)],
      statements: [
        join(
          "CREATE",
          language.trusted && "TRUSTED",
          `LANGUAGE ${name} HANDLER ${qualified(language.handler)}`,
          language.inline !== null && `INLINE ${qualified(language.inline)}`,
          language.validator !== null && `VALIDATOR ${qualified(language.validator)}`,
        ),
        ...comment(`LANGUAGE ${name}`, language.comment),
      ],
    };
  });
  const transforms = catalog.transforms.filter(isOwn).map((transform): Piece => {
    const subject = `TRANSFORM FOR ${transform.type} LANGUAGE ${quoteIdentifier(transform.language)}`;
    const directions = [
      transform.fromSql !== null && `FROM SQL WITH FUNCTION ${transform.fromSql}`,
      transform.toSql !== null && `TO SQL WITH FUNCTION ${transform.toSql}`,
    ].filter((direction) => direction !== false);
    return {
      defines: [keyOfKind("transform", transform.language)],
      statements: [`CREATE ${subject} (${directions.join(", ")})`, ...comment(subject, transform.comment)],
      needs: [keyOfKind("language", transform.language)],
    };
  });
  const accessMethods = catalog.accessMethods.filter(isOwn).map((method): Piece => {
    const name = quoteIdentifier(method.name);
    return {
      defines: [keyOfKind("access method", method.name)],
      statements: [
        `CREATE ACCESS METHOD ${name} TYPE ${method.type.toUpperCase()} HANDLER ${qualified(method.handler)}`,
        ...comment(`ACCESS METHOD ${name}`, method.comment),
      ],
    };
  });
  return [...languages, ...transforms, ...accessMethods];
}
