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
    if (type.kind === "base" || type.kind === "range") add("SHELL TYPE", type.schema, type.name, type.owner);
    if (type.kind === "range") {
      const { schema, name } = type.multirange;
      if (type.multirangeComment !== null) add("COMMENT", schema, `TYPE ${quoteIdentifier(name)}`, type.owner);
    }
    for (const constraint of type.kind === "domain" ? type.constraints : []) {
      const subject = `CONSTRAINT ${quoteIdentifier(constraint.name)} ON DOMAIN ${quoteIdentifier(type.name)}`;
      if (constraint.comment !== null) add("COMMENT", type.schema, subject, type.owner);
      // Apart from its domain where what it calls takes the domain.
      add("CHECK CONSTRAINT", type.schema, `${type.name} ${constraint.name}`, type.owner);
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
  for (const item of own(catalog.conversions)) object("CONVERSION", item.schema, item.name, item);
  for (const item of own(catalog.operators)) {
    const subject = `OPERATOR ${item.name} (${item.left ?? "NONE"}, ${item.right ?? "NONE"})`;
    object("OPERATOR", item.schema, item.name, item, subject);
  }
  for (const item of own(catalog.operatorClasses)) {
    const kind = item.kind.toUpperCase();
    const subject = `${kind} ${quoteIdentifier(item.name)} USING ${quoteIdentifier(item.method)}`;
    object(kind, item.schema, item.name, item, subject);
  }
  for (const item of own(catalog.casts)) {
    const subject = `CAST (${item.source} AS ${item.target})`;
    object("CAST", null, subject, { ...item, owner: null }, subject);
  }
  for (const item of own(catalog.foreignDataWrappers)) object("FOREIGN DATA WRAPPER", null, item.name, item);
  for (const item of own(catalog.foreignServers)) {
    const name = quoteIdentifier(item.name);
    object("SERVER", null, item.name, item, `SERVER ${name}`, `FOREIGN SERVER ${name}`);
    for (const { role } of item.userMappings) {
      add("USER MAPPING", null, `USER MAPPING ${role} SERVER ${item.name}`, item.owner);
    }
  }
  for (const item of own(catalog.languages)) {
    object("PROCEDURAL LANGUAGE", null, item.name, item, `LANGUAGE ${quoteIdentifier(item.name)}`);
  }
  for (const item of own(catalog.transforms)) {
    const subject = `TRANSFORM FOR ${item.type} LANGUAGE ${quoteIdentifier(item.language)}`;
    object("TRANSFORM", null, subject, { ...item, owner: null }, subject);
  }
  for (const item of own(catalog.accessMethods)) object("ACCESS METHOD", null, item.name, { ...item, owner: null });
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
  // A view's query, where it comes later than what takes its row.
  if (relation.kind === "view") add("RULE", schema, `${name} _RETURN`, owner);
  if (relation.rowSecurity.enabled) add("ROW SECURITY", schema, name, owner);
  const comment = (subject: string, text: string | null) => {
    if (text !== null) add("COMMENT", schema, subject, owner);
  };
  for (const column of relation.columns) {
    if (column.default !== null) add("DEFAULT", schema, `${name} ${column.name}`, owner);
    const sequence = column.identity?.sequence ?? null;
    if (sequence !== null) {
      const subject = `SEQUENCE ${quoteIdentifier(sequence.name)}`;
      add("SEQUENCE", schema, sequence.name, owner);
      comment(subject, sequence.comment);
      if (sequence.privileges.length > 0) add("ACL", schema, subject, owner);
    }
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
