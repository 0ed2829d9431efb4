/**
 * Follows every object through the steps by its oid, so that a rename is a rename: which step made it, which changed
 * it, and what each step did. Pure: it is given what each step wrote into the system catalogs.
 */
import type { Change } from "../../src/model/history.ts";
import { quoteIdentifier } from "../../src/model/names.ts";
import type { Origin } from "../../src/model/shared-parts.ts";
import { bareName, detailOf, type ObjectPlace, placeKey, sortChanges } from "./change.ts";
import type { FingerprintRow } from "./fingerprint.ts";
import type { Before } from "./step-actions.ts";

interface Tracked {
  kind: string;
  catalog: string;
  oid: string;
  /** oid of the relation that it is part of. */
  parent: string | null;
  schema: string | null;
  name: string;
  state: string;
  /** An extension's, or what PostgreSQL keeps for something else: it has an origin and is no change of its own. */
  silent: boolean;
  created: string;
  changed: string[];
}

export class OriginTracker {
  readonly #objects = new Map<string, Tracked>();
  readonly #schemas = new Map<string, string>();

  /** Takes in what there was before the first step; nothing of it is a change. */
  begin(rows: readonly FingerprintRow[]): void {
    for (const row of rows) if (row.kind === "schema") this.#schemas.set(row.oid, row.name);
  }

  /** Takes in what a step wrote and tells what it did. */
  observe(version: string, rows: readonly FingerprintRow[]): Change[] {
    const changes = this.#followSchemas(rows);
    const added = new Set<string>();
    for (const row of rows) {
      if (row.kind === "mark" || row.kind === "alive" || row.kind === "schema" || row.kind === "comment") continue;
      changes.push(...this.#follow(version, row, added));
    }
    changes.push(...this.#findRemoved(version, rows, changes));
    for (const row of rows)
      if (row.kind === "comment") changes.push(...this.#followComment(version, row, added, changes));
    return sortChanges(changes.filter((change) => this.#isOwn(change, added)).map(({ change }) => change));
  }

  /** The steps that made and changed each object that is left, by its place in the catalog. */
  origins(): Map<string, Origin> {
    const origins = new Map<string, Origin>();
    for (const object of this.#objects.values()) {
      origins.set(placeKey(this.#placeOf(object)), { created: object.created, changed: object.changed });
    }
    return origins;
  }

  /** What stands now, apart from what is an extension's; `key` is catalog, oid and sub. */
  objects(): { key: string; place: ObjectPlace; state: string }[] {
    const own = [...this.#objects].filter(([, { silent }]) => !silent);
    return [
      ...own.map(([key, object]) => ({ key, place: this.#placeOf(object), state: object.state })),
      ...[...this.#schemas].map(([oid, name]) => ({
        key: `pg_namespace:${oid}:0`,
        place: { kind: "schema", schema: null, relation: null, name },
        state: "",
      })),
    ];
  }

  /** What stands now, for reading the next step's statements. */
  standing(): Before {
    const relations = [...this.#objects.values()].filter(
      ({ kind, catalog }) => catalog === "pg_class" && kind !== "index" && kind !== "sequence",
    );
    const byName = Map.groupBy(relations, ({ name }) => name);
    const schemaOf = (object: Tracked): string => this.#schemas.get(object.schema ?? "") ?? "";
    const find = (schema: string | null, name: string): Tracked | undefined => {
      const named = byName.get(name) ?? [];
      if (schema !== null) return named.find((object) => schemaOf(object) === schema);
      return named.find((object) => schemaOf(object) === "public") ?? named[0];
    };
    const names = new Set(this.#schemas.values());
    return {
      relation: (schema, name) => {
        const found = find(schema, name);
        return found === undefined ? null : { schema: schemaOf(found), name };
      },
      schema: (name) => names.has(name),
      keepsNullsOut: ({ schema, name }, column) => {
        const oid = find(schema, name)?.oid;
        const check = `CHECK ((${quoteIdentifier(column)} IS NOT NULL))`;
        for (const { kind, parent, state } of this.#objects.values())
          if (kind === "constraint" && parent === oid && state.startsWith(check)) return true;
        return false;
      },
    };
  }

  #follow(version: string, row: FingerprintRow, added: Set<string>): Attributed[] {
    const key = `${row.catalog}:${row.oid}:${row.sub}`;
    const before = this.#objects.get(key);
    if (row.state === null) {
      if (before === undefined) return [];
      this.#objects.delete(key);
      this.#touchParent(version, before);
      return [this.#attribute(before, "removed", null, null)];
    }
    const { kind, catalog, oid, parent, schema, name, state } = row;
    const silent = row.silent === "t";
    if (before === undefined) {
      const object: Tracked = {
        kind,
        catalog,
        oid,
        parent,
        schema,
        name,
        state,
        silent,
        created: version,
        changed: [],
      };
      this.#objects.set(key, object);
      added.add(key);
      this.#touchParent(version, object);
      return [this.#attribute(object, "added", null, detailOf(object))];
    }
    const old = { ...before };
    Object.assign(before, { parent, schema, name, state });
    const changes: Attributed[] = [];
    if (old.name !== name) changes.push(this.#attribute(before, "renamed", old.name, null));
    if (old.schema !== schema) {
      changes.push(
        this.#attribute(before, "changed", null, `moved from schema ${this.#schemas.get(old.schema ?? "") ?? ""}`),
      );
    }
    if (old.state !== state) {
      const from = kind === "routine" || old.state === "" ? null : old.state;
      changes.push(this.#attribute(before, "changed", from, detailOf(before)));
    }
    if (changes.length > 0) this.#touch(version, before);
    return changes;
  }

  #followSchemas(rows: readonly FingerprintRow[]): Attributed[] {
    const changes: Attributed[] = [];
    const alive = new Set<string>();
    const say = (action: Change["action"], name: string, from: string | null): void => {
      changes.push({
        change: { action, kind: "schema", schema: null, relation: null, name, from, detail: null },
        object: null,
      });
    };
    for (const row of rows) {
      if (row.kind !== "schema") continue;
      alive.add(row.oid);
      const before = this.#schemas.get(row.oid);
      if (before === undefined && row.silent === "f") say("added", row.name, null);
      else if (before !== undefined && before !== row.name) say("renamed", row.name, before);
      this.#schemas.set(row.oid, row.name);
    }
    for (const [oid, name] of this.#schemas) if (!alive.has(oid)) say("removed", name, null);
    return changes;
  }

  /** What is tracked and no longer in its catalog; parts of a relation that went away go with it unsaid. */
  #findRemoved(version: string, rows: readonly FingerprintRow[], said: Attributed[]): Attributed[] {
    const alive = new Map<string, Set<string>>();
    for (const { kind, catalog, state } of rows) {
      if (kind !== "alive") continue;
      const oids = alive.get(catalog) ?? new Set<string>();
      for (const oid of (state ?? "").split(" ")) oids.add(oid);
      alive.set(catalog, oids);
    }
    const relations = alive.get("pg_class");
    const gone = [...this.#objects].filter(([, { catalog, oid, kind, parent }]) =>
      kind === "column" ? relations?.has(parent ?? "") === false : alive.get(catalog)?.has(oid) === false,
    );
    const replaced = this.#foldReplaced(version, gone, said);
    const changes = gone
      .filter(([key]) => !replaced.has(key))
      .filter(([, { parent }]) => parent === null || relations?.has(parent) !== false)
      .map(([, object]) => this.#attribute(object, "removed", null, null));
    for (const [key, object] of gone) {
      this.#objects.delete(key);
      this.#touchParent(version, object);
    }
    for (const [oid] of this.#schemas) {
      if (!rows.some((row) => row.kind === "schema" && row.oid === oid)) this.#schemas.delete(oid);
    }
    return changes;
  }

  /**
   * An object that was dropped and made anew under its name goes on, with what it was before: PostgreSQL itself does
   * so to indexes and checks where a column's type changes. Tables and columns lose their rows and are new ones.
   */
  #foldReplaced(version: string, gone: readonly [string, Tracked][], said: Attributed[]): Set<string> {
    const replaced = new Set<string>();
    for (const [key, old] of gone) {
      if (old.kind === "column" || old.kind === "table" || old.kind === "foreign table") continue;
      const at = said.findIndex(
        ({ change, object }) =>
          change.action === "added" &&
          object?.kind === old.kind &&
          object.name === old.name &&
          object.parent === old.parent &&
          object.schema === old.schema,
      );
      const { object } = said[at] ?? { object: null };
      if (object === null) continue;
      replaced.add(key);
      Object.assign(object, { created: old.created, changed: old.changed });
      if (object.state === old.state) {
        said.splice(at, 1);
        continue;
      }
      this.#touch(version, object);
      said[at] = this.#attribute(object, "changed", old.kind === "routine" ? null : old.state, detailOf(object));
    }
    return replaced;
  }

  #followComment(
    version: string,
    row: FingerprintRow,
    added: Set<string>,
    changes: readonly Attributed[],
  ): Attributed[] {
    const column = row.catalog === "pg_class" && row.sub !== "0";
    const key = `${column ? "pg_attribute" : row.catalog}:${row.oid}:${row.sub}`;
    const object = this.#objects.get(key);
    // What the step made or changed besides is said already; its comment is a part of that.
    if (object === undefined || added.has(key) || changes.some((change) => change.object === object)) return [];
    this.#touch(version, object);
    return [this.#attribute(object, "changed", null, "comment")];
  }

  #touch(version: string, object: Tracked): void {
    if (object.created !== version && object.changed.at(-1) !== version) object.changed.push(version);
    this.#touchParent(version, object);
  }

  /** A part's change is its relation's too. */
  #touchParent(version: string, { parent }: Tracked): void {
    const relation = parent === null ? undefined : this.#objects.get(`pg_class:${parent}:0`);
    if (relation !== undefined) this.#touch(version, relation);
  }

  #attribute(object: Tracked, action: Change["action"], from: string | null, detail: string | null): Attributed {
    const { kind, name, schema, relation } = this.#placeOf(object);
    return { change: { action, kind, schema, relation, name: bareName(kind, name), from, detail }, object };
  }

  #placeOf(object: Tracked): ObjectPlace {
    const { kind, parent, schema } = object;
    const relation = parent === null || kind === "sequence" ? undefined : this.#objects.get(`pg_class:${parent}:0`);
    const isRelation = object.catalog === "pg_class" && kind !== "index" && kind !== "sequence";
    return {
      kind,
      schema: this.#schemas.get(relation?.schema ?? schema ?? "") ?? null,
      relation: relation?.name ?? (isRelation ? object.name : null),
      name: kind === "routine" ? `${object.name}${object.state.slice(0, object.state.indexOf("\n"))}` : object.name,
    };
  }

  /** Whether a change is worth its own line: columns, keys and sequences of a new table are part of that. */
  #isOwn({ change, object }: Attributed, added: ReadonlySet<string>): boolean {
    if (object === null) return true;
    if (object.silent) return false;
    const withParent = object.parent !== null && added.has(`pg_class:${object.parent}:0`);
    if (withParent && change.action === "added") return !["column", "constraint", "sequence"].includes(object.kind);
    if (change.action === "added" && change.kind === "table") {
      const count = this.#columnsOf(object.oid);
      change.detail = `${count} ${count === 1 ? "column" : "columns"}`;
    }
    return true;
  }

  #columnsOf(oid: string): number {
    let count = 0;
    for (const { kind, parent } of this.#objects.values()) if (kind === "column" && parent === oid) count += 1;
    return count;
  }
}

interface Attributed {
  change: Change;
  object: Tracked | null;
}
