/** Which objects rows are about: their names in the catalog by what PostgreSQL keeps through a rename, their oids. */
import { type ObjectName, operatorClassName, routineName } from "../../../src/model/change.ts";
import {
  CONSTRAINT_KINDS,
  decodeWord,
  RELATION_KINDS,
  ROUTINE_KINDS,
  TEXT_SEARCH_KINDS,
} from "../../assemble/decode.ts";
import type { RelationRow } from "../../queries/relations.ts";
import type { ObjectRows } from "../../read/rows.ts";

/** An object by what tells it apart within its list: an oid, of a column its table's and its number. */
export interface NamedRow {
  id: string;
  name: ObjectName;
}

/** The row of a relation by its oid; `undefined` where it is none of the user's. */
export type FindRelation = (oid: string) => RelationRow | undefined;

type Naming<List extends keyof ObjectRows> = (row: ObjectRows[List][number], find: FindRelation) => NamedRow | null;

const standing = (kind: ObjectName["kind"], schema: string | null, name: string): ObjectName => ({
  ...{ kind, schema, partOf: [], name },
});

const relationName = ({ relkind, nspname, relname }: RelationRow): ObjectName =>
  standing(decodeWord(RELATION_KINDS, relkind), nspname, relname);

/** Of a part of a relation; `null` where the relation is none of the user's. */
function part(find: FindRelation, oid: string, kind: ObjectName["kind"], name: string): ObjectName | null {
  const relation = find(oid);
  if (relation === undefined) return null;
  const whole = relationName(relation);
  return { kind, schema: whole.schema, partOf: [{ kind: whole.kind, name: whole.name }], name };
}

const named = (id: string, name: ObjectName | null): NamedRow | null => (name === null ? null : { id, name });

/** How the rows of a list are named; lists without it hold what has no name to be changed. */
const NAMINGS: { readonly [List in keyof ObjectRows]?: Naming<List> } = {
  relations: (row) => named(row.oid, relationName(row)),
  columns: (row, find) => named(`${row.attrelid}:${row.attnum}`, part(find, row.attrelid, "column", row.attname)),
  constraints: (row, find) =>
    named(row.oid, part(find, row.conrelid, decodeWord(CONSTRAINT_KINDS, row.contype), row.conname)),
  indexes: (row, find) => named(row.indexrelid, part(find, row.indrelid, "index", row.relname)),
  triggers: (row, find) => named(row.oid, part(find, row.tgrelid, "trigger", row.tgname)),
  policies: (row, find) => named(row.oid, part(find, row.polrelid, "policy", row.polname)),
  rewriteRules: (row, find) => named(row.oid, part(find, row.ev_class, "rule", row.rulename)),
  sequences: (row, find) => {
    if (row.deptype !== "i") return named(row.oid, standing("sequence", row.nspname, row.relname));
    const column = part(find, row.ownerrelid ?? "", "column", row.ownerattname ?? "");
    if (column === null) return null;
    const partOf = [...column.partOf, { kind: column.kind, name: column.name }];
    return named(row.oid, { kind: "sequence", schema: column.schema, partOf, name: row.relname });
  },
  types: (row) => named(row.oid, standing("type", row.nspname, row.typname)),
  routines: (row) => {
    const kind = decodeWord(ROUTINE_KINDS, row.prokind);
    return named(row.oid, standing(kind, row.nspname, routineName(row.proname, row.identity)));
  },
  schemas: (row) => named(row.oid, standing("schema", null, row.nspname)),
  roles: (row) => named(row.oid, standing("role", null, row.rolname)),
  eventTriggers: (row) => named(row.oid, standing("event trigger", null, row.evtname)),
  publications: (row) => named(row.oid, standing("publication", null, row.pubname)),
  subscriptions: (row) => named(row.oid, standing("subscription", null, row.subname)),
  foreignDataWrappers: (row) => named(row.oid, standing("foreign data wrapper", null, row.fdwname)),
  foreignServers: (row) => named(row.oid, standing("foreign server", null, row.srvname)),
  languages: (row) => named(row.oid, standing("language", null, row.lanname)),
  collations: (row) => named(row.oid, standing("collation", row.nspname, row.collname)),
  conversions: (row) => named(row.oid, standing("conversion", row.nspname, row.conname)),
  textSearchObjects: (row) =>
    named(row.oid, standing(decodeWord(TEXT_SEARCH_KINDS, row.catalog), row.nspname, row.name)),
  operatorClasses: (row) =>
    named(row.oid, standing("operator class", row.nspname, operatorClassName(row.opcname, row.amname))),
  operatorFamilies: (row) =>
    named(row.oid, standing("operator family", row.nspname, operatorClassName(row.opfname, row.amname))),
  statisticsObjects: (row) => named(row.oid, standing("statistics object", row.nspname, row.stxname)),
};

/** The objects of rows of one list. */
export function namedRows<List extends keyof ObjectRows>(
  list: List,
  rows: ObjectRows[List],
  find: FindRelation,
): NamedRow[] {
  const naming = NAMINGS[list] as Naming<List> | undefined;
  if (naming === undefined) return [];
  return (rows as ObjectRows[List][number][]).map((row) => naming(row, find)).filter((each) => each !== null);
}
