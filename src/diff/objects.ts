/** A catalog as objects: each with its name, and each object inside it an object of its own. */
import type { Catalog } from "../model/catalog.ts";
import {
  type FieldValue,
  isRelationKind,
  type ObjectKind,
  type ObjectName,
  objectKindSchema,
  operatorClassName,
  routineName,
} from "../model/change.ts";
import { quoteIdentifier, quoteQualified } from "../model/names.ts";

/** Fields as the catalog has them. */
export type Fields = { readonly [field: string]: FieldValue };

export interface ObjectNode {
  name: ObjectName;
  fields: Fields;
  /** What it is a part of; `null` for the database itself. */
  parent: ObjectNode | null;
}

/** What makes a field's value, or each entry of a list, an object. */
export interface Part {
  kind(fields: Fields): ObjectKind;
  name(fields: Fields): string;
  /** Whether its `schema` says where it stands. */
  inSchema: boolean;
}

const nameOf = ({ name }: Fields): string => String(name);

/** An object of the catalog with its own `kind`. */
const own = (name = nameOf): Part => ({ kind: ({ kind }) => kind as ObjectKind, name, inSchema: false });
const named = (kind: ObjectKind, name = nameOf): Part => ({ kind: () => kind, name, inSchema: false });
const inSchema = (part: Part): Part => ({ ...part, inSchema: true });

const quotedName = (fields: Fields): string => quoteIdentifier(nameOf(fields));
const OPTION = named("option", quotedName);
const FOREIGN_OPTION = named("foreign option", quotedName);

/**
 * By the object's kind (`relation` for all of those, `*` for any) and the path of the field: what is an object of its own there. Such lists are
 * compared by name, so that their order is no difference: a column that is dropped and made again comes last, and
 * nothing that speaks of it by name sees that.
 */
const PARTS: Readonly<Record<string, Part>> = {
  "database.schemas": own(),
  "database.relations": inSchema(own()),
  "database.types": inSchema(named("type")),
  "database.routines": inSchema(own((routine) => routineName(nameOf(routine), String(routine.identity)))),
  "database.sequences": inSchema(own()),
  "database.extensions": own(),
  "database.roles": own(),
  "database.defaultPrivileges": named("default privileges", ({ role, schema, objects }) => {
    const where = schema === null ? "" : ` in schema ${quoteIdentifier(String(schema))}`;
    return `for role ${quoteIdentifier(String(role))}${where} on ${objects}`;
  }),
  "database.eventTriggers": own(),
  "database.publications": own(),
  "database.subscriptions": own(),
  "database.foreignDataWrappers": own(),
  "database.foreignServers": own(),
  "database.languages": own(),
  "database.transforms": own(({ type, language }) => `for ${type} language ${quoteIdentifier(String(language))}`),
  "database.accessMethods": own(),
  "database.collations": inSchema(own()),
  "database.conversions": inSchema(own()),
  "database.textSearchObjects": inSchema(own()),
  "database.casts": own(({ source, target }) => `${source} as ${target}`),
  "database.operators": inSchema(own(({ name, left, right }) => `${name}(${left ?? "none"}, ${right ?? "none"})`)),
  "database.operatorClasses": inSchema(own((each) => operatorClassName(nameOf(each), String(each.method)))),
  "database.statisticsObjects": inSchema(own()),
  "relation.columns": own(),
  "relation.constraints": own(),
  "relation.indexes": own(),
  "relation.triggers": own(),
  "relation.policies": own(),
  "relation.rules": own(),
  "column.identity.sequence": named("sequence"),
  "type.attributes": named("attribute"),
  "type.constraints": named("check"),
  "publication.tables": named("published table", (table) =>
    quoteQualified(String(table.schema), String(table.relation)),
  ),
  "foreign server.userMappings": named("user mapping", ({ role }) => String(role)),
  "role.memberOf": named("membership", ({ role }) => String(role)),
  "*.privileges": named("privilege", ({ privilege, grantee }) => `${privilege} to ${quoteIdentifier(String(grantee))}`),
  "*.options": OPTION,
  "*.configuration": OPTION,
  "*.toastOptions": named("option", (option) => `toast.${quotedName(option)}`),
  "*.foreignOptions": FOREIGN_OPTION,
  "relation.foreign.options": FOREIGN_OPTION,
};

/** By kind, what `PARTS` says of its fields. */
const PARTS_OF = new Map<ObjectKind, ReadonlyMap<string, Part>>(
  objectKindSchema.options.map((kind) => {
    const whose = ["*", isRelationKind(kind) ? "relation" : kind];
    const parts = whose.flatMap((who) =>
      Object.entries(PARTS).flatMap(([place, part]) =>
        place.startsWith(`${who}.`) ? [[place.slice(who.length + 1), part] as const] : [],
      ),
    );
    return [kind, new Map(parts)];
  }),
);

/** What the field of such an object holds in the way of objects; `null` for a field that is none. */
export function partAt(kind: ObjectKind, path: string): Part | null {
  return PARTS_OF.get(kind)?.get(path) ?? null;
}

/** The whole catalog as one object, of which all others are parts. */
export function databaseNode({ database, ...catalog }: Catalog): ObjectNode {
  const name: ObjectName = { kind: "database", schema: null, partOf: [], name: database.name };
  return { name, fields: { ...catalog, comment: database.comment } as unknown as Fields, parent: null };
}

/** The objects that the value of a field holds. */
export function partNodes(part: Part, value: FieldValue, parent: ObjectNode): ObjectNode[] {
  if (value === null) return [];
  const { kind: outer, name: outerName, schema, partOf } = parent.name;
  const counts = new Map<string, number>();
  return ((Array.isArray(value) ? value : [value]) as Fields[]).map((fields) => {
    const name: ObjectName = {
      kind: part.kind(fields),
      schema: part.inSchema ? String(fields.schema) : schema,
      partOf: outer === "database" ? [] : [...partOf, { kind: outer, name: outerName }],
      name: part.name(fields),
    };
    // One privilege may be granted by two roles, and is in the list twice.
    const count = (counts.get(localKey(name)) ?? 0) + 1;
    counts.set(localKey(name), count);
    return { name: count === 1 ? name : { ...name, name: `${name.name} (${count})` }, fields, parent };
  });
}

/** Tells an object from the others in its list; what it is a part of may stand in another schema by now. */
export function localKey({ kind, schema, partOf, name }: ObjectName): string {
  return partOf.length === 0 ? `${schema ?? ""}\0${kind}\0${name}` : `${kind}\0${name}`;
}
