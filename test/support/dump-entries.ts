/** The entries that `pg_restore --list` prints for a catalog, without their numbers: kind, schema, name, owner. */
import type { Catalog } from "../../src/model/catalog.ts";
import { quoteIdentifier } from "../../src/model/names.ts";
import type { Relation } from "../../src/model/relation.ts";
import type { Routine } from "../../src/model/routine.ts";

type Owned = { owner: string | null; extension: string | null };

const own = <T extends { extension: string | null }>(items: readonly T[]): T[] =>
  items.filter((item) => item.extension === null);

export function toDumpEntries(catalog: Catalog): Set<string> {
  const entries = new Set<string>();
  const add = (kind: string, schema: string | null, tag: string, owner: string | null) =>
    entries.add(`${kind} ${schema ?? "-"} ${tag} ${owner ?? ""}`.trimEnd());
  /** An object with its comment and privileges; `subject` names it there. */
  const object = (
    kind: string,
    schema: string | null,
    tag: string,
    item: Omit<Owned, "extension"> & { comment: string | null; privileges?: readonly unknown[] },
    subject = `${kind} ${quoteIdentifier(tag)}`,
    aclSubject = subject,
  ) => {
    add(kind, schema, tag, item.owner);
    if (item.comment !== null) add("COMMENT", schema, subject, item.owner);
    if ((item.privileges ?? []).length > 0) add("ACL", schema, aclSubject, item.owner);
  };

  for (const schema of own(catalog.schemas)) object("SCHEMA", null, schema.name, schema);
  for (const extension of catalog.extensions) object("EXTENSION", null, extension.name, { ...extension, owner: null });
  for (const type of own(catalog.types)) {
    object(type.kind === "domain" ? "DOMAIN" : "TYPE", type.schema, type.name, type);
    for (const constraint of type.kind === "domain" ? type.constraints : []) {
      const subject = `CONSTRAINT ${quoteIdentifier(constraint.name)} ON DOMAIN ${quoteIdentifier(type.name)}`;
      if (constraint.comment !== null) add("COMMENT", type.schema, subject, type.owner);
    }
  }
  for (const routine of own(catalog.routines)) {
    const kind = routine.kind === "window function" ? "FUNCTION" : routine.kind.toUpperCase();
    const subject = `${kind} ${quoteIdentifier(routine.name)}(${routine.identity})`;
    object(kind, routine.schema, `${routine.name}(${inputTypes(routine)})`, routine, subject);
  }
  for (const sequence of own(catalog.sequences)) {
    object("SEQUENCE", sequence.schema, sequence.name, sequence);
    if (sequence.ownedBy !== null) add("SEQUENCE OWNED BY", sequence.schema, sequence.name, sequence.owner);
  }
  for (const relation of own(catalog.relations)) addRelation(relation, add, object);
  for (const item of own(catalog.collations)) object("COLLATION", item.schema, item.name, item);
  for (const item of own(catalog.textSearchObjects)) object(item.kind.toUpperCase(), item.schema, item.name, item);
  for (const item of own(catalog.statisticsObjects)) object("STATISTICS", item.schema, item.name, item);
  for (const item of own(catalog.operators)) object("OPERATOR", item.schema, item.name, item);
  for (const item of own(catalog.operatorClasses)) object(item.kind.toUpperCase(), item.schema, item.name, item);
  for (const item of own(catalog.casts)) {
    const subject = `CAST (${item.source} AS ${item.target})`;
    object("CAST", null, subject, { ...item, owner: null }, subject);
  }
  for (const item of own(catalog.foreignDataWrappers)) object("FOREIGN DATA WRAPPER", null, item.name, item);
  for (const item of own(catalog.foreignServers)) object("SERVER", null, item.name, item);
  for (const item of own(catalog.eventTriggers)) object("EVENT TRIGGER", null, item.name, item);
  for (const item of catalog.subscriptions) object("SUBSCRIPTION", null, item.name, item);
  for (const item of catalog.publications) {
    object("PUBLICATION", null, item.name, item);
    for (const table of item.tables) {
      add("PUBLICATION TABLE", table.schema, `${item.name} ${table.relation}`, item.owner);
    }
  }
  for (const item of catalog.defaultPrivileges) {
    add("DEFAULT ACL", item.schema, `DEFAULT PRIVILEGES FOR ${item.objects.toUpperCase()}`, item.role);
  }
  return entries;
}

/** The types of the arguments that are given in. */
function inputTypes(routine: Routine): string {
  return routine.arguments
    .filter((argument) => ["in", "inout", "variadic"].includes(argument.mode))
    .map((argument) => argument.type)
    .join(", ");
}

function addRelation(
  relation: Relation,
  add: (kind: string, schema: string, tag: string, owner: string | null) => void,
  object: (kind: string, schema: string, tag: string, item: Relation, subject: string, aclSubject: string) => void,
): void {
  const { schema, name, owner } = relation;
  const kind = relation.kind === "partitioned table" ? "TABLE" : relation.kind.toUpperCase();
  const quoted = quoteIdentifier(name);
  object(kind, schema, name, relation, `${kind} ${quoted}`, `TABLE ${quoted}`);
  if (relation.partition !== null) add("TABLE ATTACH", schema, name, owner);
  if (relation.rowSecurity.enabled) add("ROW SECURITY", schema, name, owner);
  const comment = (subject: string, text: string | null) => {
    if (text !== null) add("COMMENT", schema, subject, owner);
  };
  for (const column of relation.columns) {
    if (column.default !== null) add("DEFAULT", schema, `${name} ${column.name}`, owner);
    if (column.identity?.sequence != null) add("SEQUENCE", schema, column.identity.sequence.name, owner);
    comment(`COLUMN ${quoted}.${quoteIdentifier(column.name)}`, column.comment);
    if (column.privileges.length > 0) add("ACL", schema, `COLUMN ${name}.${column.name}`, owner);
  }
  for (const constraint of relation.constraints) {
    const entry = { "foreign key": "FK CONSTRAINT", check: "CHECK CONSTRAINT" }[constraint.kind as string];
    add(entry ?? "CONSTRAINT", schema, `${name} ${constraint.name}`, owner);
    comment(`CONSTRAINT ${quoteIdentifier(constraint.name)} ON ${quoted}`, constraint.comment);
  }
  for (const index of relation.indexes) {
    if (index.constraint === null) add("INDEX", schema, index.name, owner);
    comment(`INDEX ${quoteIdentifier(index.name)}`, index.comment);
  }
  for (const part of [...relation.triggers, ...relation.policies, ...relation.rules]) {
    const word = part.kind.toUpperCase();
    add(word, schema, `${name} ${part.name}`, owner);
    comment(`${word} ${quoteIdentifier(part.name)} ON ${quoted}`, part.comment);
  }
}
