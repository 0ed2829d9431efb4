/** What goes on under another name, and what is another thing under the name of one that is gone. */
import type { CompareOptions } from "../../../src/diff/index.ts";
import { type ObjectKind, type ObjectName, objectKey } from "../../../src/model/change.ts";
import type { NamedRow } from "./row-names.ts";

/** Rows are lost with these, so that one of the same name is another. What else is made anew goes on. */
const HOLDING_ROWS: ReadonlySet<ObjectKind> = new Set<ObjectKind>([
  "table",
  "partitioned table",
  "foreign table",
  "column",
]);

/** Compares the objects that were there with those that are there, by their ids. */
export function followNames(before: readonly NamedRow[], after: readonly NamedRow[]): Required<CompareOptions> {
  const old = new Map(before.map(({ id, name }) => [id, name]));
  const ids = new Map(before.map(({ id, name }) => [objectKey(name), id]));
  const renames: { before: ObjectName; after: ObjectName }[] = [];
  const replaced: ObjectName[] = [];
  for (const { id, name } of after) {
    const known = old.get(id);
    if (known !== undefined) {
      if (known.name !== name.name || known.schema !== name.schema) renames.push({ before: known, after: name });
    } else if (HOLDING_ROWS.has(name.kind) && ids.has(objectKey(name))) replaced.push(name);
  }
  return { renames, replaced };
}
