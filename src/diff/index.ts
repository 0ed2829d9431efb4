/** The one comparison of two catalogs. */
import type { Catalog } from "../model/catalog.ts";
import { type Change, type FieldValue, type ObjectName, objectKey } from "../model/change.ts";
import { ExceptionLookup, PRESENCE } from "./exceptions.ts";
import { withoutInherited } from "./inherited.ts";
import { databaseNode, type Fields, localKey, type ObjectNode, partAt, partNodes } from "./objects.ts";
import { isSameButForNames, type NewNames, newNamesOf, type Rename } from "./renames.ts";
import { sortChanges } from "./sort-changes.ts";

export type { Rename } from "./renames.ts";

export interface CompareOptions {
  /**
   * Objects known to be the same although their names differ. Left out, none are: another name is another object.
   * Where a schema is among them, what stands in it needs no entry of its own.
   */
  renames?: readonly Rename[];
  /** Objects that are others than those before of the same names; left out, none are. */
  replaced?: readonly ObjectName[];
}

/**
 * What became of every object from one catalog to the other, sorted by schema, kind and name. Every field of every
 * object is compared but for those that `EXCEPTIONS` lists. An object inside another is an object of its own: an added
 * table comes with its added columns. Pure; the catalogs may be of different servers and versions.
 */
export function compare(before: Catalog, after: Catalog, options: CompareOptions = {}): Change[] {
  const comparison = new Comparison(new ExceptionLookup(before, after), options);
  comparison.compareObjects(databaseNode(before), databaseNode(after));
  return sortChanges(withoutInherited(comparison.changes, before, after));
}

class Comparison {
  readonly changes: Change[] = [];
  readonly #exceptions: ExceptionLookup;
  readonly #newNames: NewNames;
  /** The name afterwards by the name before. */
  readonly #renamed: ReadonlyMap<string, ObjectName>;
  readonly #renamedTo: ReadonlySet<string>;
  readonly #replaced: ReadonlySet<string>;

  constructor(exceptions: ExceptionLookup, { renames = [], replaced = [] }: CompareOptions) {
    this.#exceptions = exceptions;
    this.#newNames = newNamesOf(renames);
    this.#renamed = new Map(renames.map((each) => [objectKey(each.before), each.after]));
    this.#renamedTo = new Set(renames.map((each) => objectKey(each.after)));
    this.#replaced = new Set(replaced.map(objectKey));
  }

  compareObjects(before: ObjectNode, after: ObjectNode): void {
    if (this.#exceptions.leavesOutAll(before, after)) return;
    if (before.name.name !== after.name.name && !this.#exceptions.leavesOut("name", before, after)) {
      this.#say("renamed", after.name, "name", before.name.name, after.name.name);
    }
    if (this.#newSchemaOf(before.name) !== after.name.schema && after.name.partOf.length === 0) {
      this.#say("changed", after.name, "schema", before.name.schema, after.name.schema);
    }
    this.#compareValues("", before.fields, after.fields, before, after);
  }

  #compareValues(path: string, old: FieldValue, now: FieldValue, before: ObjectNode, after: ObjectNode): void {
    if (isOfName(path, after) || (path !== "" && this.#exceptions.leavesOut(path, before, after))) return;
    const part = path === "" ? null : partAt(after.name.kind, path);
    if (part !== null) this.#compareParts(partNodes(part, old, before), partNodes(part, now, after));
    else if (isFields(old) && isFields(now)) {
      for (const field of new Set([...Object.keys(old), ...Object.keys(now)])) {
        this.#compareValues(under(path, field), old[field] ?? null, now[field] ?? null, before, after);
      }
    } else if (!this.#isSame(path, old, now, before, after)) this.#say("changed", after.name, path, old, now);
  }

  #compareParts(before: readonly ObjectNode[], after: readonly ObjectNode[]): void {
    const [byKey, byLocalKey] = [new Map<string, ObjectNode>(), new Map<string, ObjectNode>()];
    for (const node of after) {
      const key = objectKey(node.name);
      byKey.set(key, node);
      if (!this.#renamedTo.has(key) && !this.#replaced.has(key)) byLocalKey.set(localKey(node.name), node);
    }
    const rest = new Set(after);
    for (const old of before) {
      const renamed = this.#renamed.get(objectKey(old.name));
      const now =
        renamed === undefined
          ? byLocalKey.get(localKey({ ...old.name, schema: this.#newSchemaOf(old.name) }))
          : byKey.get(objectKey(renamed));
      if (now === undefined || !rest.delete(now)) this.#sayWhole("removed", old);
      else this.compareObjects(old, now);
    }
    for (const node of rest) this.#sayWhole("added", node);
  }

  /** The schema that an object stands in afterwards, where it stayed in its own. */
  #newSchemaOf({ schema }: ObjectName): string | null {
    if (schema === null) return null;
    return this.#renamed.get(objectKey({ kind: "schema", schema: null, partOf: [], name: schema }))?.name ?? schema;
  }

  /** Whether values that are no objects say the same. */
  #isSame(path: string, old: FieldValue, now: FieldValue, before: ObjectNode, after: ObjectNode): boolean {
    if (old === now || this.#exceptions.leavesOut(path, before, after)) return true;
    if (typeof old === "string" && typeof now === "string") return isSameButForNames(old, now, this.#newNames);
    if (Array.isArray(old) && Array.isArray(now)) {
      return (
        old.length === now.length && old.every((each, at) => this.#isSame(path, each, now[at] ?? null, before, after))
      );
    }
    if (!isFields(old) || !isFields(now)) return false;
    const fields = Object.keys(old);
    return (
      fields.length === Object.keys(now).length &&
      fields.every((field) => this.#isSame(under(path, field), old[field] ?? null, now[field] ?? null, before, after))
    );
  }

  /** An object that is on one side only, and the objects in it. */
  #sayWhole(action: "added" | "removed", node: ObjectNode): void {
    if (this.#exceptions.leavesOutAll(node) || this.#exceptions.leavesOut(PRESENCE, node)) return;
    const parts: ObjectNode[] = [];
    const value = this.#keep("", node.fields, node, parts) ?? {};
    this.#say(action, node.name, null, action === "added" ? null : value, action === "added" ? value : null);
    for (const part of parts) this.#sayWhole(action, part);
  }

  /** A value without objects, exceptions, what its name says, and what is null, false or empty; `null` for nothing. */
  #keep(path: string, value: FieldValue, node: ObjectNode, parts: ObjectNode[]): FieldValue {
    if (isOfName(path, node) || value === null || value === false || value === "") return null;
    if (path === "kind" && value === node.name.kind) return null;
    if (path !== "" && this.#exceptions.leavesOut(path, node)) return null;
    const part = path === "" ? null : partAt(node.name.kind, path);
    if (part !== null) {
      parts.push(...partNodes(part, value, node));
      return null;
    }
    if (Array.isArray(value)) return value.length === 0 ? null : value;
    if (!isFields(value)) return value;
    const kept = Object.entries(value)
      .map(([field, each]) => [field, this.#keep(under(path, field), each, node, parts)] as const)
      .filter(([, each]) => each !== null);
    return kept.length === 0 ? null : Object.fromEntries(kept);
  }

  #say(
    action: Change["action"],
    object: ObjectName,
    field: string | null,
    before: FieldValue,
    after: FieldValue,
  ): void {
    this.changes.push({ action, object, field, before, after });
  }
}

/** Whether the field is part of the object's name. */
function isOfName(path: string, { name }: ObjectNode): boolean {
  return path === "name" || (path === "schema" && name.schema !== null && name.partOf.length === 0);
}

function isFields(value: FieldValue): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function under(path: string, field: string): string {
  return path === "" ? field : `${path}.${field}`;
}
