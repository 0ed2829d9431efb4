/** Rows of foreign data wrappers and servers, secrets masked. */
import type { Omission } from "../../src/model/catalog.ts";
import type { ForeignDataWrapper, ForeignServer } from "../../src/model/database-objects.ts";
import { compareText } from "../../src/model/names.ts";
import type { Rows } from "../read/rows.ts";
import { decodeBoolean, decodeOptions } from "./decode.ts";
import { type Directory, groupBy } from "./directory.ts";
import { maskOptions } from "./secrets.ts";

export function assembleForeignDataWrappers(rows: Rows, directory: Directory): ForeignDataWrapper[] {
  const named = (schema: string | null, name: string | null) =>
    schema === null || name === null ? null : { schema, name };
  return rows.foreignDataWrappers
    .map(
      (row): ForeignDataWrapper => ({
        kind: "foreign data wrapper",
        name: row.fdwname,
        owner: directory.owner(row.fdwowner),
        comment: row.description,
        handler: named(row.handlernamespace, row.handlername),
        validator: named(row.validatornamespace, row.validatorname),
        options: maskOptions(decodeOptions(row.fdwoptions)),
        privileges: directory.privileges(row.fdwacl),
        extension: row.extname,
      }),
    )
    .sort((a, b) => compareText(a.name, b.name));
}

/** What a role that is neither the mapped one nor the server's owner does not see. */
export function buildUserMappingOmissions(rows: Rows): Omission[] {
  const hidden = rows.userMappings.filter((row) => decodeBoolean(row.hidden)).length;
  if (hidden === 0) return [];
  return [
    {
      kind: "secret",
      what: `options of ${hidden} user mappings`,
      reason: "PostgreSQL shows them to the mapped role, the foreign server's owner and superusers only.",
      hint: null,
      place: null,
    },
  ];
}

export function assembleForeignServers(rows: Rows, directory: Directory): ForeignServer[] {
  const mappings = groupBy(rows.userMappings, (row) => row.srvname);
  return rows.foreignServers
    .map(
      (row): ForeignServer => ({
        kind: "foreign server",
        name: row.srvname,
        owner: directory.owner(row.srvowner),
        comment: row.description,
        wrapper: row.fdwname,
        type: row.srvtype,
        version: row.srvversion,
        options: maskOptions(decodeOptions(row.srvoptions)),
        privileges: directory.privileges(row.srvacl),
        userMappings: (mappings.get(row.srvname) ?? [])
          .map((mapping) => ({
            role: directory.role(mapping.umuser),
            options: mapping.umoptions === null ? null : maskOptions(decodeOptions(mapping.umoptions)),
          }))
          .sort((a, b) => compareText(a.role, b.role)),
        extension: row.extname,
      }),
    )
    .sort((a, b) => compareText(a.name, b.name));
}
