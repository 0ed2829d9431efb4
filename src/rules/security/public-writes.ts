/** What everybody may write: privileges of PUBLIC. */
import type { CatalogLookup } from "../../model/lookup.ts";
import { quoteIdentifier, quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { Privilege } from "../../model/shared-parts.ts";

const WRITES = ["insert", "update", "delete", "truncate"];

/** Some of the privileges, each once, in the order given, that PUBLIC holds. */
export function ofPublic(privileges: readonly Privilege[], wanted: readonly string[] = WRITES): string[] {
  const held = new Set(privileges.filter(({ grantee }) => grantee === "public").map(({ privilege }) => privilege));
  return wanted.filter((privilege) => held.has(privilege));
}

/** Writing that PUBLIC may do in a table, a partition or one of their columns, with what takes it away. */
export interface PublicWrite {
  privileges: string[];
  /** The table or column as a key. */
  where: string;
  revoke: string;
}

/** On the table itself and its partitions, which may be written past it. */
export function publicWritesOf(table: Relation, lookup: CatalogLookup): PublicWrite[] {
  return [...ownWritesOf(table), ...lookup.partitions(table).flatMap((partition) => publicWritesOf(partition, lookup))];
}

function ownWritesOf({ schema, name, privileges, columns }: Relation): PublicWrite[] {
  const table = quoteQualified(schema, name);
  const toWrite = (held: string[], column: string | null): PublicWrite[] => {
    if (held.length === 0) return [];
    const list = held.map((privilege) => `${privilege.toUpperCase()}${column === null ? "" : ` (${column})`}`);
    return [
      {
        privileges: held,
        where: column === null ? table : `${table}.${column}`,
        revoke: `REVOKE ${list.join(", ")} ON ${table} FROM PUBLIC`,
      },
    ];
  };
  return [
    ...toWrite(ofPublic(privileges), null),
    ...columns.flatMap((column) => toWrite(ofPublic(column.privileges), quoteIdentifier(column.name))),
  ];
}
