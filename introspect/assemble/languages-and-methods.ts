/** Rows of languages, transforms, access methods and conversions. */
import type { AccessMethod, Conversion, Language, Transform } from "../../src/model/languages-and-methods.ts";
import { compareText } from "../../src/model/names.ts";
import type { QualifiedName } from "../../src/model/shared-parts.ts";
import type { Rows } from "../read/rows.ts";
import { ACCESS_METHOD_TYPES, decodeBoolean, decodeWord } from "./decode.ts";
import type { Directory } from "./directory.ts";

export function assembleLanguages(rows: Rows, directory: Directory): Language[] {
  return rows.languages
    .map(
      (row): Language => ({
        kind: "language",
        name: row.lanname,
        owner: directory.owner(row.lanowner),
        comment: row.description,
        trusted: decodeBoolean(row.lanpltrusted),
        handler: { schema: row.handlernamespace, name: row.handlername },
        inline: qualified(row.inlinenamespace, row.inlinename),
        validator: qualified(row.validatornamespace, row.validatorname),
        privileges: directory.privileges(row.lanacl),
        extension: row.extname,
      }),
    )
    .sort((a, b) => compareText(a.name, b.name));
}

export function assembleTransforms(rows: Rows): Transform[] {
  return rows.transforms
    .map(
      (row): Transform => ({
        kind: "transform",
        type: row.type,
        language: row.lanname,
        fromSql: row.trffromsql,
        toSql: row.trftosql,
        comment: row.description,
        extension: row.extname,
      }),
    )
    .sort((a, b) => compareText(a.type, b.type) || compareText(a.language, b.language));
}

export function assembleAccessMethods(rows: Rows): AccessMethod[] {
  return rows.accessMethods
    .map(
      (row): AccessMethod => ({
        kind: "access method",
        name: row.amname,
        type: decodeWord(ACCESS_METHOD_TYPES, row.amtype),
        handler: { schema: row.handlernamespace, name: row.handlername },
        comment: row.description,
        extension: row.extname,
      }),
    )
    .sort((a, b) => compareText(a.name, b.name));
}

export function assembleConversions(rows: Rows, directory: Directory): Conversion[] {
  return rows.conversions
    .map(
      (row): Conversion => ({
        kind: "conversion",
        schema: row.nspname,
        name: row.conname,
        owner: directory.owner(row.conowner),
        comment: row.description,
        default: decodeBoolean(row.condefault),
        source: row.source,
        target: row.target,
        function: row.conproc,
        extension: row.extname,
      }),
    )
    .sort((a, b) => compareText(a.schema, b.schema) || compareText(a.name, b.name));
}

function qualified(schema: string | null, name: string | null): QualifiedName | null {
  return schema === null || name === null ? null : { schema, name };
}
