/** oids to names, once for the whole assembly: the catalog itself has no oids. */
import { compareText } from "../../src/model/names.ts";
import type { Privilege, QualifiedName } from "../../src/model/shared-parts.ts";
import type { CollationNameRow } from "../queries/collation-names.ts";
import type { ColumnRow } from "../queries/columns.ts";
import type { OperatorClassNameRow } from "../queries/operator-class-names.ts";
import type { RelationRow } from "../queries/relations.ts";
import type { RoleRow } from "../queries/roles.ts";
import type { Rows } from "../read/rows.ts";
import { decodeBoolean, NONE } from "./decode.ts";

/** Looks names up by oid. Every method throws on an oid that none of the rows has: all came from one snapshot. */
export interface Directory {
  /** A role's name; `public` for 0. Remembers it as mentioned. */
  role(oid: string): string;
  /** As `role`, but `null` for the scratch engine's own role, which is no fact about the schema. */
  owner(oid: string): string | null;
  /** The names of the roles asked for so far. */
  mentionedRoles(): ReadonlySet<string>;
  relation(oid: string): RelationRow;
  relationName(oid: string): QualifiedName;
  /** A relation's columns in the order of attnum. */
  columns(relation: string): readonly ColumnRow[];
  columnName(relation: string, attnum: string): string;
  collation(oid: string): QualifiedName;
  operatorClass(oid: string): QualifiedName & { default: boolean };
  /** The entries of an ACL cell as `explodeAcl` gives it, without what the scratch engine's role gave itself. */
  privileges(cell: string | null): Privilege[];
}

type ByOid<T> = Pick<ReadonlyMap<string, T>, "get">;

/** What a directory looks names up in. */
export interface DirectoryRows {
  roles: readonly RoleRow[];
  collationNames: readonly CollationNameRow[];
  operatorClassNames: readonly OperatorClassNameRow[];
  relations: ByOid<RelationRow>;
  /** The columns of each relation in the order of attnum. */
  columns: ByOid<readonly ColumnRow[]>;
}

/** `engineRole` is the role that replayed a history on a scratch engine, `null` on a live server. */
export function buildDirectory(rows: Rows, engineRole: string | null): Directory {
  const relations = new Map(rows.relations.map((row) => [row.oid, row]));
  return directoryOf({ ...rows, relations, columns: groupBy(rows.columns, (row) => row.attrelid) }, engineRole);
}

/** As `toDirectory`, of rows that are by oid already. */
export function directoryOf(rows: DirectoryRows, engineRole: string | null): Directory {
  const { relations, columns } = rows;
  const roles = new Map(rows.roles.map((row) => [row.oid, row.rolname]));
  const collations = new Map(rows.collationNames.map((row) => [row.oid, { schema: row.nspname, name: row.collname }]));
  const operatorClasses = new Map(
    rows.operatorClassNames.map((row) => [
      row.oid,
      { schema: row.nspname, name: row.opcname, default: decodeBoolean(row.opcdefault) },
    ]),
  );
  const mentioned = new Set<string>();

  const role = (oid: string): string => {
    if (oid === "0") return "public";
    const name = roles.get(oid) ?? `unknown (OID=${oid})`;
    mentioned.add(name);
    return name;
  };
  const columnsOf = (relation: string): readonly ColumnRow[] => columns.get(relation) ?? [];
  return {
    role,
    owner: (oid) => (roles.get(oid) === engineRole ? null : role(oid)),
    mentionedRoles: () => mentioned,
    relation: (oid) => found(relations, oid, "relation"),
    relationName: (oid) => {
      const row = found(relations, oid, "relation");
      return { schema: row.nspname, name: row.relname };
    },
    columns: columnsOf,
    columnName: (relation, attnum) => {
      const row = columnsOf(relation).find((column) => column.attnum === attnum);
      if (row === undefined)
        throw new Error(`No row was read for column ${attnum} of the relation with oid ${relation}.`);
      return row.attname;
    },
    collation: (oid) => found(collations, oid, "collation"),
    operatorClass: (oid) => found(operatorClasses, oid, "operator class"),
    privileges: (cell) => {
      if (cell === null) return NONE;
      const entries = JSON.parse(cell) as [number, number, string, boolean][];
      return entries
        .filter(([grantee]) => engineRole === null || roles.get(String(grantee)) !== engineRole)
        .map(([grantee, grantor, privilege, grantable]) => ({
          grantee: role(String(grantee)),
          grantor: role(String(grantor)),
          privilege: privilege.toLowerCase(),
          grantable,
        }))
        .sort(
          (a, b) =>
            compareText(a.grantee, b.grantee) ||
            compareText(a.privilege, b.privilege) ||
            compareText(a.grantor, b.grantor),
        );
    },
  };
}

/** Rows by a key, each group in the order of the rows. */
export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

function found<T>(map: ByOid<T>, oid: string, what: string): T {
  const value = map.get(oid);
  if (value === undefined) throw new Error(`No row was read for the ${what} with oid ${oid}.`);
  return value;
}
