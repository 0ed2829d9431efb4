/** Which step made each object and which changed it, followed through renames. Pure. */
import { type Change, type ObjectName, objectKey } from "../../../src/model/change.ts";
import type { Origin } from "../../../src/model/shared-parts.ts";
import type { Observation } from "./recorder.ts";

interface Entry {
  name: ObjectName;
  created: string;
  changed: string[];
}

export class Origins {
  #entries = new Map<string, Entry>();

  /** Takes in what a step did. */
  take(version: string, { changes, renames }: Pick<Observation, "changes" | "renames">): void {
    const of = (action: Change["action"]) => changes.filter((change) => change.action === action);
    // By the names before the step, since another object may have such a name now.
    for (const { object } of of("removed")) {
      this.#entries.delete(objectKey(object));
      this.#touchWhole(version, object);
    }
    this.#rename(renames);
    for (const { object } of of("added")) {
      this.#entries.set(objectKey(object), { name: object, created: version, changed: [] });
    }
    for (const { object } of of("added")) this.#touchWhole(version, object);
    for (const { object } of [...of("renamed"), ...of("changed")]) {
      this.#touch(version, object);
      this.#touchWhole(version, object);
    }
  }

  /** `null` for what was there before the first step, and for what is no object of its own. */
  find(name: ObjectName): Origin | null {
    const entry = this.#entries.get(objectKey(name));
    return entry === undefined ? null : { created: entry.created, changed: entry.changed };
  }

  #touch(version: string, name: ObjectName): void {
    const entry = this.#entries.get(objectKey(name));
    if (entry === undefined || entry.created === version || entry.changed.at(-1) === version) return;
    entry.changed.push(version);
  }

  /** A change of what is inside an object is a change of that too. */
  #touchWhole(version: string, { schema, partOf }: ObjectName): void {
    for (const [at, outer] of partOf.entries()) this.#touch(version, { ...outer, schema, partOf: partOf.slice(0, at) });
  }

  /** Renames what is renamed and all that stands in it. */
  #rename(renames: Observation["renames"]): void {
    if (renames.length === 0) return;
    const after = new Map(renames.map((each) => [objectKey(each.before), each.after]));
    const renamed = (name: ObjectName): ObjectName => {
      const known = after.get(objectKey(name));
      if (known !== undefined) return known;
      const outer = name.partOf.at(-1);
      if (outer !== undefined) {
        const whole = renamed({ ...outer, schema: name.schema, partOf: name.partOf.slice(0, -1) });
        const partOf = [...whole.partOf, { kind: whole.kind, name: whole.name }];
        return { ...name, schema: whole.schema, partOf };
      }
      const schema =
        name.schema === null
          ? undefined
          : after.get(objectKey({ kind: "schema", schema: null, partOf: [], name: name.schema }));
      return schema === undefined ? name : { ...name, schema: schema.name };
    };
    this.#entries = new Map(
      [...this.#entries.values()].map((entry) => {
        const name = renamed(entry.name);
        return [objectKey(name), { ...entry, name }];
      }),
    );
  }
}
